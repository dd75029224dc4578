"""What the words behind a number say of it: whether it counts them."""

from pipeline.dates.lexicon import words
from pipeline.dates.tokens import Tokens

COUNTED = words("""
    people persons votes voters dollars euros pounds yen won miles mile km kilometers kilometres meters metres
    feet foot points seats units items cases deaths employees workers jobs homes houses cars vehicles shares
    copies pages words students members troops soldiers prisoners men women children victims hours days weeks
    months years minutes seconds tons tonnes percent per calories watts volts pixels patients migrants refugees
    protesters residents passengers square cubic acres hectares mph kph rpm mah mhz ghz gb mb kg grams barrels
    bottles flights rooms beds rounds bullets shells missiles rockets drones tanks trees birds sheep cattle pigs
    bags boxes ounces liters litres gallons
    stores schools families animals respondents participants companies firms others
    more million billion trillion thousand hundred
    """)
"""What news counts in thousands: behind "2024" they keep it from being a year."""

FUNCTION_WORDS = words("""
    to and in at for after before by until till since on from through when but with as he she they it that while
    where who which was were is will
    """)
"""What ends a noun phrase."""


def ends_phrase(tokens: Tokens, index: int) -> bool:
    """Whether no noun can follow there that an ordinal would count."""
    return index >= len(tokens) or not tokens.words[index].isalpha() or tokens.words[index] in FUNCTION_WORDS
