"""Whom and what a story names."""

from benchmarks.mutating.recognising import cast_of

SENTENCES = (
    "Gov. Marta Lind said on Monday that the ferry would sail again.",
    "Lind spoke in Bergen, Texas, beside Jonas Brandt, the chief executive of Northline.",
    "The Competition and Markets Authority (CMA) closed the case in Spain.",
    "The CMA had sued Northline in 2019, and the CMA lost.",
    "Norway’s Foreign Ministry was silent.",
    "Shares of the shipping company Seaways fell in the United States.",
)


def test_persons_are_known_by_titles_roles_and_surnames() -> None:
    people = cast_of(SENTENCES).people
    assert [(person.full, person.short) for person in people] == [("Marta Lind", "Lind"), ("Jonas Brandt", None)]


def test_organisations_are_known_by_what_they_are_called_and_who_works_there() -> None:
    found = {known.name: known for known in cast_of(SENTENCES).organisations}
    assert {name: known.definite for name, known in found.items()} == {
        "Competition and Markets Authority": True,
        "CMA": True,
        "Northline": False,
        "Seaways": False,
    }
    assert found["CMA"].aliases == {"competition and markets authority"}


def test_places_are_known_by_the_atlas_or_by_their_state() -> None:
    places = {(place.name, place.sort) for place in cast_of(SENTENCES).places}
    assert places == {("Texas", "state"), ("Spain", "country"), ("the United States", "country"), ("Bergen", "town"),
                      ("Norway", "country")}  # fmt: skip
