
"use strict";
const card = document.getElementById("card");
const narrow = matchMedia("(max-width: 60rem)");
const of = (row) => document.querySelectorAll(`[data-row="${row}"]`);

function light(row) {
  for (const old of document.querySelectorAll(".lit")) old.classList.remove("lit");
  if (row) for (const piece of of(row)) piece.classList.add("lit");
}

function hide() { card.hidden = true; }

function fill(row) {
  const own = document.getElementById("row-" + row);
  if (!own) return false;
  card.replaceChildren(...Array.from(own.childNodes, (node) => node.cloneNode(true)));
  for (const other of document.querySelectorAll(`[data-on="${row}"]`)) {
    const also = document.createElement("div");
    also.className = "also";
    also.append(...Array.from(other.childNodes, (node) => node.cloneNode(true)));
    card.append(also);
  }
  return true;
}

function show(row, near) {
  if (!fill(row)) return hide();
  card.hidden = false;
  if (narrow.matches) return;
  const box = near.getClientRects()[0];
  const edge = near.closest("article").getBoundingClientRect().right;
  const below = box.bottom + 8;
  const fits = below + card.offsetHeight < innerHeight;
  card.style.left = Math.max(8, Math.min(box.left, edge - card.offsetWidth)) + "px";
  card.style.top = (fits ? below : Math.max(8, box.top - card.offsetHeight - 8)) + "px";
}

function back(row) {
  const link = document.createElement("a");
  link.href = "#row-" + row;
  link.textContent = "↓ back to the list";
  card.append(link);
}

function only(button) {
  const pressed = button.getAttribute("aria-pressed") !== "true";
  const section = button.closest(".document");
  for (const other of section.querySelectorAll("[data-side]")) other.setAttribute("aria-pressed", "false");
  button.setAttribute("aria-pressed", String(pressed));
  for (const piece of section.querySelectorAll(".content"))
    piece.classList.toggle("dim", pressed && !piece.matches(`.c${button.dataset.side}, .j${button.dataset.side}`));
}

document.addEventListener("pointerover", (event) => {
  if (event.pointerType !== "mouse") return;
  const piece = event.target.closest(".text .content");
  if (piece) show(piece.dataset.row, piece);
  else if (!narrow.matches) hide();
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-side]");
  if (button) return only(button);
  const link = event.target.closest("a[data-row]");
  if (link) {
    light(link.dataset.row);
    hide();
    if (narrow.matches) { show(link.dataset.row, link); back(link.dataset.row); }
    return;
  }
  const piece = event.target.closest(".text .content");
  if (!piece) {
    if (event.target.closest("a") || !event.target.closest("#card")) hide();
    if (!event.target.closest("#card")) light(null);
    return;
  }
  light(piece.dataset.row);
  show(piece.dataset.row, piece);
  const row = document.getElementById("row-" + piece.dataset.row);
  const panel = row.closest("aside");
  if (!narrow.matches) panel.scrollTop += row.getBoundingClientRect().top - panel.getBoundingClientRect().top - panel.clientHeight / 3;
});

document.addEventListener("keydown", (event) => { if (event.key === "Escape") { hide(); light(null); } });
addEventListener("scroll", () => { if (!narrow.matches) hide(); }, { passive: true });
