"""Times of day in digits."""


def clock_value(word: str) -> str | None:
    """As in "9:30 p.m." as TIMEX3 writes it: "T21:30"; None where there is no such time."""
    digits = "".join(character if character.isdigit() else " " for character in word).split()
    if len(digits[0]) == 4:  # "0830 GMT"
        digits = [digits[0][:2], digits[0][2:]]
    hour, minute = int(digits[0]), int(digits[1]) if len(digits) > 1 else 0
    if "p" in word and hour < 12:
        hour += 12
    elif "a" in word and hour == 12:
        hour = 0
    return f"T{hour:02}:{minute:02}" if hour <= 24 and minute < 60 else None
