"""The pages to read: plain words, sources under each, and no advice."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tracker import learn
from tracker.rules import comparison, safety
from tracker.rules.citations import CITATIONS, NEVER_ALONE

LANGUAGES = ("en", "nl")
# A word of promise or of ranking has no place here, nor one that sends people to more.
FORBIDDEN = {
    "en": r"\b(cures?|treats?|heals?|best form|calming|take more|you should take|proves?)\b",
    "nl": r"\b(geneest|behandelt|beste vorm|rustgevend|neem meer|je moet .* nemen|bewijst)\b",
}


def sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.?!:])\s+", text) if part]


def texts(page: learn.Page) -> list[str]:
    of_sections = [str(text) for part in page.sections for text in (part.title, *part.paragraphs)]
    return [str(page.title), str(page.lead), *of_sections]


@pytest.mark.parametrize("slug", learn.PAGES)
def test_a_page_names_sources_that_are_listed(slug: str) -> None:
    sources = set(learn.PAGES[slug].sources)

    assert sources - NEVER_ALONE
    assert sources <= CITATIONS.keys()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("slug", learn.PAGES)
def test_a_section_is_short_and_its_sentences_too(slug: str, lang: str) -> None:
    """B1: at most 150 words a section, no sentence over 25 words, 15 on average at most."""
    with translation.override(lang):
        for section in learn.PAGES[slug].sections:
            said = [words.split() for text in section.paragraphs for words in sentences(str(text))]
            assert sum(map(len, said)) <= 150
            assert max(map(len, said)) <= 25, max(said, key=len)
            assert sum(map(len, said)) / len(said) <= 15


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("slug", learn.PAGES)
def test_a_page_promises_nothing(slug: str, lang: str) -> None:
    with translation.override(lang):
        for text in texts(learn.PAGES[slug]):
            assert not re.search(FORBIDDEN[lang], text, re.IGNORECASE), text


def test_a_page_is_shown_with_its_sources_and_date(client: Client, db: None) -> None:
    for slug, page in learn.PAGES.items():
        shown = client.get(reverse("learn_page", args=[slug]), headers={"Accept-Language": "en"})
        content = shown.content.decode()
        assert CITATIONS[page.sources[0]].title.replace("&", "&amp;") in content
        assert "Last changed on" in content


@pytest.mark.parametrize(("lang", "words"), [("en", "dummy pill"), ("nl", "nepmiddel")])
def test_the_muscles_come_with_what_the_trials_found(lang: str, words: str) -> None:
    with translation.override(lang):
        assert any(words in text for text in texts(learn.PAGES["what-magnesium-does"]))


def test_there_is_no_page_without_a_text(client: Client, db: None) -> None:
    assert client.get("/learn/nothing/").status_code == 404


def test_the_pages_link_to_no_shop(client: Client, db: None) -> None:
    addresses = ["learn", "learn_doctor", "learn_compare"]
    shown = [client.get(reverse(name)) for name in addresses]
    shown += [client.get(reverse("learn_page", args=[slug])) for slug in learn.PAGES]

    for answer in shown:
        assert not re.search(r'href="[^"]*(topvitamine|shop)', answer.content.decode())


@pytest.mark.parametrize(("lang", "call"), [("en", "Call 112"), ("nl", "Bel 112")])
def test_every_red_flag_stands_on_the_doctor_page(
    lang: str, call: str, client: Client, db: None
) -> None:
    shown = client.get(reverse("learn_doctor"), headers={"Accept-Language": lang})

    assert call in shown.content.decode()
    assert sum(len(texts) for _, texts in shown.context["groups"]) == len(safety.RULES)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_comparison_says_that_only_a_doctor_can_tell_and_ranks_nothing(
    lang: str, client: Client, db: None
) -> None:
    shown = client.get(reverse("learn_compare"), headers={"Accept-Language": lang})
    content = shown.content.decode()

    assert {"en": "Only a doctor", "nl": "Alleen een arts"}[lang] in content
    assert len(shown.context["rows"]) == len(comparison.ROWS)
    assert not re.search(r"most likely|waarschijnlijkst|\d\s?%", content)
