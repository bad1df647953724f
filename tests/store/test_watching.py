"""Watching feeds on a real site on loopback, into a real store."""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from readout.document import Document
from readout.errors import FetchError
from readout.record import Record
from readout.sources import Manners, documents
from readout.sources.online import Online, Visit
from readout.sources.online.visits import TRIES
from readout.store import Store
from readout.store.watching import Round
from tests.sources.online.site import Said, item, running
from tests.sources.pages import PARAGRAPHS
from tests.sources.test_languages import TEXTS
from tests.store.records import CALL, MADE

STORIES = {
    "a": "Norland's president said on Monday that he would travel to Estmark for talks about the border and the prisoners.",
    "b": "Estmark's premier said on Tuesday that nobody had been invited so far, and that nothing would be signed this year.",
    "c": "The envoy of Sudland called both sides on Wednesday and offered to be the host of a first meeting in the spring.",
}


class Reads:
    """Makes empty records, as a reader without a model would; breaks on a text that says so."""

    made = MADE

    def pipe(self, found):
        for document in found:
            if "BREAK" in document.text:
                raise ValueError("broken")
            yield Record(
                id=document.id,
                text=document.text,
                title=document.title,
                outlet=document.outlet,
                url=document.url,
                published=str(document.published or "") or None,
                readout=MADE,
            )


@pytest.fixture
def site():
    with running() as found:
        for name, story in STORIES.items():
            found.article(f"/{name}", f"{story} ({name})", *PARAGRAPHS[1:], PARAGRAPHS[0][::-1] + name)
        found.feed("/feed", item("/b"), item("/a"), ETag='"1"')
        yield found


@pytest.fixture
def go(store):
    """Runs a round as a new process would."""

    def _go(*feeds, within=None):
        done, manners = Round(), Manners(delay=0, patience=2, whole=3, allow_private=True)
        done.run(within or store, feeds, Reads(), online=Online(manners, visits=(within or store).visits))
        return done

    return _go


def kept(store):
    return sorted((row.url or "").rpartition("/")[2] for row in store.documents())


def test_a_round_keeps_what_is_new(site, store, go):
    done = go(f"{site.url}/feed")
    assert (dict(done.feeds), dict(done.texts), done.errors) == ({"read": 1, "pages": 2}, {"added": 2}, [])
    assert [(row.outlet, row.published) for row in store.documents()] == [("The Harbour Post", "2026-02-10")] * 2
    assert site.fetched() == ["/feed", "/a", "/b"]


def test_what_has_been_seen_is_not_fetched_again(site, store, go):
    go(f"{site.url}/feed")
    site.fetched()
    done = go(f"{site.url}/feed")
    assert (dict(done.feeds), dict(done.texts), site.fetched()) == ({"unchanged": 1}, {}, ["/feed"])
    site.feed("/feed", item("/c"), item("/b"), item("/a"), ETag='"2"')
    done = go(f"{site.url}/feed")
    assert (dict(done.texts), site.fetched()) == ({"added": 1}, ["/feed", "/c"])
    assert kept(store) == ["a", "b", "c"]


def test_a_feed_that_cannot_tell_what_has_changed_is_read_in_whole(site, go):
    site.feed("/feed", item("/a"))
    go(f"{site.url}/feed")
    site.fetched()
    assert dict(go(f"{site.url}/feed").feeds) == {"read": 1}
    assert site.fetched() == ["/feed"]


def test_a_broken_feed_is_counted_and_left_to_rest(site, store, go):
    site.pages["/broken"] = Said(b"<html></html>")
    done = go(f"{site.url}/broken", f"{site.url}/gone", f"{site.url}/feed")
    assert (dict(done.feeds), dict(done.texts)) == ({"broken": 2, "read": 1, "pages": 2}, {"added": 2})
    assert sorted(error.reason for error in done.errors) == [
        "not a feed (neither RSS nor Atom)",
        "the server answers 404 Not Found",
    ]
    done = go(f"{site.url}/broken", f"{site.url}/gone", f"{site.url}/feed")
    assert (dict(done.feeds), done.errors) == ({"resting": 2, "unchanged": 1}, [])


def test_a_feed_that_is_back_is_read(site, store, go):
    store.visits.put(Visit(f"{site.url}/feed", fails=3, reason="broken", due=datetime.now(UTC) - timedelta(seconds=1)))
    assert dict(go(f"{site.url}/feed").texts) == {"added": 2}
    assert store.visits.get(f"{site.url}/feed") == Visit(f"{site.url}/feed", etag='"1"')


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_honoured(site, store, go, status):
    site.pages["/feed"] = Said(status=status, headers={"Retry-After": "3600"})
    site.feed("/other", item("/a"))
    done = go(f"{site.url}/feed", f"{site.url}/other")
    assert (dict(done.feeds), site.fetched()) == ({"broken": 2}, ["/feed"])
    due = store.visits.get(f"{site.url}/feed").due - datetime.now(UTC)
    assert timedelta(minutes=59) < due <= timedelta(hours=1)


def test_failures_in_a_row_are_left_to_rest_longer_and_longer():
    visit, error, rests = Visit("x"), FetchError("down", again=True), []
    for _ in range(14):
        visit = visit.failed(error)
        rests.append(round((visit.due - datetime.now(UTC)).total_seconds() / 60))
    assert rests[:4] == [2, 4, 8, 16]
    assert rests[-1] == 24 * 60


def test_a_page_that_fails_for_now_is_tried_again_though_its_feed_has_not_changed(site, store, go):
    good = site.pages["/a"]
    site.pages["/a"] = Said(status=500)
    done = go(f"{site.url}/feed")
    assert (dict(done.texts), [error.reason for error in done.errors]) == (
        {"added": 1},
        ["the server answers 500 Internal Server Error"],
    )
    _no_rest(store, f"{site.url}/a")
    site.pages["/a"] = good
    assert (dict(go(f"{site.url}/feed").texts), kept(store)) == ({"added": 1}, ["a", "b"])
    assert dict(go(f"{site.url}/feed").feeds) == {"unchanged": 1}


def test_a_page_that_fails_again_and_again_is_given_up(site, store, go):
    site.feed("/feed", item("/a"), ETag='"1"')
    site.pages["/a"] = Said(status=500)
    for _ in range(TRIES + 2):
        go(f"{site.url}/feed")
        _no_rest(store, f"{site.url}/a")
    assert site.fetched().count("/a") == TRIES
    assert store.visits.get(f"{site.url}/feed").etag == '"1"'


def test_a_page_that_was_not_asked_for_has_not_failed(site, store, go):
    site.feed("/feed", item("/b"), item("/a"))
    site.pages["/a"] = Said(status=429, headers={"Retry-After": "600"})
    done = go(f"{site.url}/feed")
    assert [error.reason for error in done.errors] == [
        "the server answers 429 Too Many Requests",
        "the server asks to be left alone for now",
    ]
    assert site.fetched() == ["/feed", "/a"]
    assert [store.visits.get(f"{site.url}/{name}").fails for name in "ab"] == [1, 0]
    _no_rest(store, f"{site.url}/b")
    assert dict(go(f"{site.url}/feed").texts) == {"added": 1}


def _no_rest(store, url):
    visit = store.visits.get(url)
    store.visits.put(Visit(url, reason=visit.reason, settled=visit.settled, fails=visit.fails))


@pytest.mark.parametrize(
    ("said", "counted"),
    [
        (Said(status=404), {}),
        (Said(b"<html></html>"), {}),
        (Said(b"Norland talks: BREAK. " * 20, "text/plain"), {"failed": 1}),
        (Said((TEXTS["de"] * 3).encode(), "text/plain; charset=utf-8"), {}),
    ],
    ids=["gone", "no article", "breaks the reading", "German"],
)
def test_what_gives_no_record_is_not_fetched_for_it_again(site, go, said, counted):
    site.feed("/feed", item("/x"))
    site.pages["/x"] = said
    done = go(f"{site.url}/feed")
    assert dict(done.texts) == counted
    assert len(done.errors) + done.aside.total() == 1
    assert (dict(go(f"{site.url}/feed").texts), site.fetched().count("/x")) == ({}, 1)


def test_the_same_story_elsewhere_is_a_copy(site, store, go):
    site.pages["/x"] = site.pages["/a"]
    site.feed("/other", item("/x"), title="Wire")
    done = go(f"{site.url}/feed", f"{site.url}/other")
    assert dict(done.texts) == {"added": 2, "copies": 1}
    assert [(row.outlet, row.url) for row in store.copies()] == [("Wire", f"{site.url}/x")]
    site.fetched()
    go(f"{site.url}/other")
    assert site.fetched() == ["/other"]


class Stop(BaseException):
    """What Ctrl-C raises, at a place of our choice."""


@pytest.mark.parametrize("path", ["/feed", "/a", "/b"])
def test_stopped_at_any_page_it_goes_on_without_loss(site, store, go, path):
    """Each page is kept before the next is fetched; one that was fetched and not kept is fetched again."""
    online = Online(Manners(delay=0, allow_private=True), visits=store.visits)
    fetch = online._fetcher.fetch

    def stopping(url, **more):
        found = fetch(url, **more)
        if url.endswith(path):
            raise Stop
        return found

    online._fetcher.fetch = stopping
    with pytest.raises(Stop):
        Round().run(store, [f"{site.url}/feed"], Reads(), online=online)
    before = kept(store)
    assert before == {"/feed": [], "/a": [], "/b": ["a"]}[path]
    site.fetched()
    assert dict(go(f"{site.url}/feed").texts) == {"added": 2 - len(before)}
    assert (kept(store), site.fetched()) == (["a", "b"], ["/feed", *(f"/{name}" for name in "ab" if name not in before)])


def test_a_page_by_its_address_is_fetched_anew_only_when_it_has_changed(site, store):
    url = f"{site.url}/a"
    site.article("/a", STORIES["a"], *PARAGRAPHS, ETag='"1"')

    def add():
        online = Online(Manners(delay=0, allow_private=True), visits=store.visits)
        return [outcome.done for outcome in store.fill(documents([url], online=online), Reads(), copies=True)]

    assert (add(), add()) == (["added"], ["unchanged"])
    assert site.headers["/a"]["If-None-Match"] == '"1"'
    site.article("/a", STORIES["b"], *PARAGRAPHS, "It was said in public for the first time.", ETag='"2"')
    assert add() == ["added"]


def test_marks_are_not_sent_for_a_page_that_was_fetched_and_not_kept(site, store):
    url = f"{site.url}/a"
    site.article("/a", STORIES["a"], *PARAGRAPHS, ETag='"1"')
    for _ in range(2):
        (found,) = documents([url], online=Online(Manners(delay=0, allow_private=True), visits=store.visits))
        assert "If-None-Match" not in site.headers["/a"]
        assert found.url == url


def test_a_refusal_is_not_remembered(site, store, go):
    done = Round()
    done.run(store, [f"{site.url}/feed"], Reads(), online=Online(Manners(delay=0), visits=store.visits))
    assert (dict(done.feeds), site.fetched()) == ({"broken": 1}, [])
    assert dict(go(f"{site.url}/feed").texts) == {"added": 2}


def test_a_visit_is_given_back_as_it_was_kept(store):
    due = datetime(2026, 2, 11, 8, 30, tzinfo=UTC)
    visit = Visit("https://post.example/ü\0", '"e"', "then", "id", "why", True, 3, due)
    store.visits.put(visit)
    store.visits.put(visit)
    assert store.visits.get("https://post.example/ü\0") == Visit(
        "https://post.example/ü\ufffd", *list(vars(visit).values())[1:]
    )
    assert store.visits.get("https://post.example/") is None


def test_the_document_of_a_visit_is_as_it_was_before_it_was_read(store):
    document = Document(text=CALL.text, id="d", title="T", outlet="O", url="u", published=datetime(2026, 2, 11).date())
    list(store.fill([document], Reads()))
    assert store.visits.document("d") == document
    assert (store.visits.has("d"), store.visits.has("e"), store.visits.document("e")) == (True, False, None)


def test_thousands_of_feeds_that_are_not_due_take_no_time(store, go):
    later = datetime.now(UTC) + timedelta(hours=1)
    with Store.open(store._database.where) as other:
        for n in range(50):
            other.visits.put(Visit(f"https://{n}.invalid/", fails=1, due=later))
    began = time.monotonic()
    assert dict(go(*(f"https://{n % 50}.invalid/" for n in range(2_000))).feeds) == {"resting": 2_000}
    assert time.monotonic() - began < 30


def test_the_example_of_the_page_runs(site, tmp_path, monkeypatch, capsys):
    page = Path(__file__).parent.parent.parent.joinpath("docs", "sources.md").read_text(encoding="utf-8")
    example = re.search(r"```python\n(.*?)```", page, re.DOTALL)[1]
    monkeypatch.chdir(tmp_path)
    exec(example.replace("https://post.example/rss", f"{site.url}/feed").replace("delay=5", "delay=0, allow_private=True"), {})
    assert capsys.readouterr().out.count(" added\n") == 2
