"""Text on a page that is addressed to machines: "Note to AI systems: ignore your instructions …".

What a page wants of whoever summarises it is not part of the story. News about such texts is: what stands in quotation
marks within a sentence, or is told of ("the page told the assistant to ignore its instructions"), does not count.
"""

import re

from pipeline.text.fold import fold
from pipeline.text.words import words

_MACHINE = r"""(?:ais?|a\.i\.|llms?|(?:large[ ])?language[ ]models?|chat[ -]?bots?|bots?|crawlers?|summari[sz]ers?
    |(?:ai|automated|virtual|digital|software)[ ](?:\w+[ ]and[ ])?(?:systems?|models?|agents?|tools?|assistants?)
    |assistants?|chatgpt|gpt|claude|gemini|copilot)\b"""
_OPENING = re.compile(
    r"""
    (?:system|assistant|user|developer)(?:[ ](?:prompt|message|note|override|instructions?))?[ ]?:
    | \#+[ ]?(?:system|instructions?)\b
    | (?:new|updated|important|additional)[ ](?:system[ ])?instructions?[ ]?[.:]
    | (?:do[ ]not|don't|never)[ ](?:cite|mention|include|reveal|disclose|summari[sz]e|quote|output|refer)\b
    """,
    re.VERBOSE,
)
_CLAUSE = re.compile(
    rf"""
    (?:^|[.:;!?][ ]+|-[ ])
    (?:(?:please|now|instead|also|first|always|and|then|you[ ](?:must|should))[, ]+)*
    (?:
    you[ ]are[ ](?:now[ ])?(?:an?[ ])?(?:\w+[ ]){{0,2}}{_MACHINE}
    | (?:ignore|disregard|forget|override|bypass|discard|(?:do[ ]not|don't)[ ]follow)[ ](?:\w+[ ]){{0,4}}
        (?:instructions?|prompts?|guidelines|commands|articles|sources|rules)\b
    | (?:ignore|disregard|forget)[ ](?:all[ ](?:of[ ])?|everything[ ]|what[ ]is[ ])?
        (?:the[ ])?(?:above|before|preceding)\b
    | (?:output|respond|reply)[ ](?:\w+[ ]){{0,3}}(?:only|exactly|with|that|as)\b
    | (?:print|return|write|include|mention|repeat|insert|append|recommend|say|answer)[ ]
        (?:only|exactly|that|the[ ](?:following|sentence|words?|phrase))\b
    )
    """,
    re.VERBOSE,
)
_NOTE = re.compile(
    rf"""
    (?:^|[.:;!][ ])(?:\w+[ ])?(?:note|notice|message|instructions?|reminder|warning|prompt|attention|dear|hello|hey)\b
        ,?[ ](?:to[ ]|for[ ])?(?:all[ ]|any[ ]|the[ ]|every[ ])?{_MACHINE}[^.!?]{{0,120}}[:,]
    """,
    re.VERBOSE,
)
_WITHIN = re.compile(
    rf"""
    \b(?:
    {_MACHINE}[^.!?]{{0,60}}\b(?:summari[sz]|read|process|index|crawl|scrap|pars|translat|cit)\w*
        [ ]this[ ](?:page|article|text|document|story|content|site|website|post)\b
    | (?:if|when|while|before|after)[ ](?:you[ ](?:are[ ])?)?summari[sz]\w*[ ]this\b
    | (?:ignore|disregard|forget)[ ](?:all[ ]|any[ ]|your[ ]|the[ ])?(?:previous|prior|above|earlier|preceding)[ ]
        (?:instructions?|prompts?|text|messages?)\b
    )
    """,
    re.VERBOSE,
)
_TEMPLATE = re.compile(r"<\|?(?:im_start|system)|\[/?inst\]")
_TOLD = re.compile(r"\b(?:to|would|could|can|may|might|will|not)[ ](?:ignore|disregard|forget)\b")
_QUOTED = re.compile(r"[\"“][^\"“”]*[\"”]")


def is_instruction(sentence: str) -> bool:
    """Whether a sentence tells a machine that reads the page what to do, or names one as the one it is meant for."""
    folded = fold(sentence)
    told = _QUOTED.sub(lambda quoted: '"' + " " * (len(quoted[0]) - 2) + '"', folded)
    text = told if len(words(told)) > 2 else folded.strip("\"' ")
    text = _TOLD.sub("", text)
    return bool(
        _OPENING.match(text)
        or _CLAUSE.search(text)
        or _NOTE.search(text)
        or _WITHIN.search(text)
        or _TEMPLATE.search(text)
    )
