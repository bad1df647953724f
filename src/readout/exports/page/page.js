
"use strict";
const MOST = 6; // rows that a card shows beside its first
const card = document.getElementById("card");
const narrow = matchMedia("(max-width: 60rem)");
const listed = (row) => document.getElementById("row-" + row);
const within = (panel, node) => node.getBoundingClientRect().top - panel.getBoundingClientRect().top;

// The rows whose words stand at a place of the text; statements first, each kind innermost first.
function rows(place) {
  const found = new Set();
  for (let piece = place.closest(".text [data-row]"); piece; piece = piece.parentElement.closest(".text [data-row]"))
    if (listed(piece.dataset.row)) found.add(piece.dataset.row);
  const said = [...found].filter((row) => row.includes("-statements-"));
  return [...said, ...[...found].filter((row) => !said.includes(row))];
}

function light(row) {
  for (const old of document.querySelectorAll(".lit")) old.classList.remove("lit");
  if (row) for (const piece of document.querySelectorAll(`[data-row="${CSS.escape(row)}"]`)) piece.classList.add("lit");
}

function hide() { card.hidden = true; }

const copy = (row) => Array.from(row.childNodes, (node) => node.cloneNode(true));

function fill(row, others) {
  const resting = Array.from(document.querySelectorAll(`[data-on="${CSS.escape(row)}"]`), (other) => other.dataset.row);
  const rest = [...new Set([...others, ...resting])].filter((other) => other !== row && !other.includes("-statements-"));
  card.replaceChildren(...copy(listed(row)));
  for (const other of rest.slice(0, MOST)) {
    const also = document.createElement("div");
    also.className = "also " + listed(other).className.replace("row", "");
    also.append(...copy(listed(other)));
    card.append(also);
  }
  if (rest.length > MOST) card.append(`… and ${rest.length - MOST} more rows`);
}

function show([row, ...others], near) {
  if (!row) return hide();
  fill(row, others);
  card.hidden = false;
  if (narrow.matches) return back(row);
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
  link.textContent = "↓ in the list";
  card.append(link);
}

function reveal(row) {
  const panel = listed(row).closest("aside");
  if (!narrow.matches) panel.scrollTop += within(panel, listed(row)) - panel.clientHeight / 3;
}

// Of a section, only the words and rows of one side; of all again when the button is pressed once more.
function only(button) {
  const pressed = button.getAttribute("aria-pressed") !== "true";
  const section = button.closest(".document");
  const theirs = (row) => !pressed || !row || row.dataset.sides.split(" ").includes(button.dataset.side);
  for (const other of section.querySelectorAll("[data-side]")) other.setAttribute("aria-pressed", String(pressed && other === button));
  for (const piece of section.querySelectorAll(".content")) piece.classList.toggle("dim", !theirs(listed(piece.dataset.row)));
  for (const row of section.querySelectorAll("aside [data-sides]")) {
    const alike = row.closest(".group")?.querySelectorAll("[data-sides]") ?? [row];
    row.hidden = !Array.from(alike).some(theirs);
  }
}

// The address names a row of the list, or its words in the text: light both.
function follow() {
  const name = location.hash.slice(1).replace(/^row-/, "");
  if (listed(name) || document.querySelector(`.text [id="${CSS.escape(name)}"]`)) light(name);
}

document.addEventListener("pointerover", (event) => {
  if (event.pointerType !== "mouse") return;
  const found = rows(event.target);
  if (found.length) show(found, event.target.closest(".text [data-row]"));
  else if (!narrow.matches) hide();
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-side]");
  if (button) return only(button);
  const link = event.target.closest("a[data-row]");
  if (link) {
    light(link.dataset.row);
    hide();
    if (narrow.matches && listed(link.dataset.row)) show([link.dataset.row], link);
    return;
  }
  const found = rows(event.target);
  if (found.length) {
    light(found[0]);
    show(found, event.target.closest(".text [data-row]"));
    return reveal(found[0]);
  }
  if (event.target.closest("a") || !event.target.closest("#card")) hide();
  if (!event.target.closest("a, #card")) light(null);
});

// By keyboard: the words of statements are stops; Enter goes from words to their row, and from a row to its words.
document.addEventListener("focusin", (event) => {
  if (event.target.closest(".text [id]") && event.target.matches(":focus-visible")) show(rows(event.target), event.target);
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") { hide(); light(null); }
  const row = event.key === "Enter" && event.target.closest(".text [id]") && listed(event.target.id);
  if (row) { hide(); light(event.target.id); row.focus(); }
});
addEventListener("scroll", () => { if (!narrow.matches && !card.matches(":hover")) hide(); }, { passive: true });
addEventListener("hashchange", follow);

for (const piece of document.querySelectorAll(".text [id]")) piece.tabIndex = piece.id.includes("-statements-") ? 0 : -1;
document.documentElement.classList.add("live");
follow();
