"""Names in running text, and when evidence shows one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.name_index import NameIndex
from pipeline.text.names import names
from pipeline.text.places import place_of


@given(
    st.one_of(
        st.text(),
        st.lists(st.sampled_from("Lee Sok‑bae of the U.N. said. In Lyon’s Place de la, “We”".split()), max_size=20).map(
            " ".join
        ),
    )
)
def test_a_name_stands_at_its_offsets(text: str) -> None:
    for name in names(text):
        assert text[name.start : name.end] == name.text
        assert name.parts


def test_names_are_runs_of_capitalised_words() -> None:
    text = (
        "On Tuesday Tomas Lind of the University of Kestrel Bay met Ms. Roth’s deputy, Li Wei-ning, in Market Square."
    )
    assert [name.text for name in names(text)] == [
        "Tomas Lind of the University of Kestrel Bay", "Ms. Roth", "Li Wei-ning", "Market Square",
    ]  # fmt: skip


def test_days_months_and_a_function_word_that_opens_a_sentence_are_no_names() -> None:
    assert names("In March it rained. The Monday after, he left. But I’m here.") == ()


def test_a_word_that_opens_a_sentence_is_marked_since_any_would_be_capitalised() -> None:
    first, second = names("Officers arrested Webb.")
    assert (first.opens, second.opens) == (True, False)


@pytest.mark.parametrize(
    ("claim", "quote", "context", "missing"),
    [
        ("a visit by Tomas Lind", "Lind came on Friday.", "Tomas Lind is a trader.", ()),
        ("a visit by Tomas Lind", "Lind came on Friday.", "Nobody else came.", ("tomas",)),
        ("a visit by Tomas Berg", "Tomas Lind came.", "Tomas Lind is a trader.", ("berg",)),
        ("a ruling of the CMA", "the Competition and Markets Authority ruled", "", ()),
        ("a ruling of the FTC", "the Federal Trade Commission ruled", "", ()),
        ("a ruling of the Federal Trade Commission", "the FTC ruled", "", ()),
        ("a ruling of the Competition and Markets Authority", "the CMA ruled", "", ()),
        ("a ruling of the FTC", "the US Federal Trade Commission ruled", "", ()),
        ("a ruling of the FDA", "the Federal Trade Commission ruled", "", ("fda",)),
        ("a probe of JAXA", "Japan's space agency launched it.", "the Japan Space Agency (JAXA) said", ()),
        ("a probe of JAXA", "NASA launched it.", "the Japan Space Agency (JAXA) said", ("jaxa",)),
        ("troops of Russia", "Russian troops", "", ()),
        ("a vote in the United States", "the U.S. voted", "", ()),
        ("a trip by Lee Sok-bae", "Lee Sok‑bae travelled", "", ()),
        ("a word of President Roth", "Roth spoke", "President Ines Roth took office.", ()),
        ("a word of President Roth", "Roth spoke", "Ines Roth took office.", ("president",)),
    ],
)
def test_evidence_shows_a_name_in_another_form_but_no_other_name(
    claim: str, quote: str, context: str, missing: tuple[str, ...]
) -> None:
    name = names(claim)[-1]
    assert NameIndex([quote], [context]).missing(name, claim) == missing


def test_countries_and_their_demonyms_are_one_place() -> None:
    assert place_of("russian") == place_of("russia") is not None
    assert place_of("koreans") == place_of("korea")
    assert place_of("united states of america") == place_of("americans")
    assert place_of("kestrel") is None
