"""Everything that storydigest raises on purpose.

    StorydigestError
    ├── InputError              a story, a page or a digest that the user gave is at fault
    │   ├── StoryError          story.json is missing or malformed, or the story has too little to tell
    │   │   └── NothingExtracted  not one of its pages has an article
    │   ├── PageError           one page cannot be read, fetched or has no article
    │   ├── DigestError         a digest.json or its articles.json cannot be read
    │   │   └── OutputError     the disk refuses a digest that is to be written
    │   └── EditError           a change to a digest that cannot be made
    │       ├── UnknownPart     the digest has no such part
    │       ├── Locked          an editor has locked the part
    │       ├── NeedsOverride   (pipeline.editing) the checks hold a text to be unsupported, and nobody overrides that
    │       └── NeedsDate       (pipeline.desk) no date can be read from what an editor typed
    ├── UsageError              options that do not go together
    ├── PromptError             a prompt file is malformed
    ├── StoreError              the database that keeps answers and digests refuses
    ├── WorkerLost              a story ended the processes that worked on it
    ├── ClusterLost             the scheduler of those processes is gone
    ├── NoProcess               this machine starts no further process
    ├── Conflict                a digest moved on meanwhile
    │   ├── Diverged            its folder and the store moved on apart from each other
    │   └── ClaimLost           another run has taken over the story
    └── ModelError              the model's endpoint is at fault, or may not be asked
        ├── EndpointError       unreachable, too slow, or answering with errors
        │   ├── Unreachable     nobody answers at the address, or nobody who can be trusted
        │   ├── KeyRefused      the key is wrong or has no access
        │   ├── NotOffered      there is no such model, or nothing that can be asked
        │   ├── QuotaExhausted  the account has no credit left, or its limit is used up for long: no retry mends it
        │   ├── Transient       (pipeline.llm) another attempt may help; waves have kinds of it, QueueFull and Gone
        │   ├── Rejected        (pipeline.llm) another wording of the request may help
        │   ├── Oversized       (pipeline.llm) more than anyone answers
        │   └── TakenOver       (pipeline.llm) another run sends the wave
        ├── BudgetSpent         what the user would spend is spent
        ├── Stopped             the run is being stopped
        └── AnswerError         the endpoint answered, but not with something usable
            ├── Refused         the model declined
            │   └── Filtered    a content filter stopped it
            ├── CutOff          the answer did not fit its limit
            └── Unparsable      the answer is not JSON of the shape that was asked for

Each message says what happened, to which file, URL or story, and what to do, in one line.
"""


class StorydigestError(Exception):
    """The root: catch it to catch everything that storydigest raises on purpose."""


class InputError(StorydigestError):
    """Something that the user gave is at fault."""


class StoryError(InputError):
    """A story cannot be read, or has too little to tell."""


class NothingExtracted(StoryError):
    """Not one page of a story can be read and has an article in it."""


class PageError(InputError):
    """One page cannot be read or fetched, or has no article in it."""


class DigestError(InputError):
    """A digest on disk cannot be read."""


class OutputError(DigestError):
    """A digest cannot be written: the disk is full, or the folder may not be written."""


class EditError(InputError):
    """A change to a digest that cannot be made."""


class UnknownPart(EditError):
    """The digest has no such section, sentence, event, article or candidate."""


class Locked(EditError):
    """An editor has locked the part."""


class UsageError(StorydigestError):
    """Options that do not go together, or a value that is not one."""


class PromptError(StorydigestError):
    """A prompt file is malformed, or does not fit the stage that uses it."""


class StoreError(StorydigestError):
    """The store cannot be opened, read or written."""


class Conflict(StorydigestError):
    """A digest moved on since the revision that a change was made to."""


class Diverged(Conflict):
    """A digest's folder and the store moved on from one revision apart from each other: a person has to settle it."""


class ClaimLost(Conflict):
    """A run was not heard of for so long that another has taken over its story."""


class WorkerLost(StorydigestError):
    """The processes that worked on a story ended, one after the other."""


class ClusterLost(StorydigestError):
    """The scheduler that hands stories to other processes is gone."""


class NoProcess(StorydigestError):
    """This machine starts no further process, or one that ends at once."""


class ModelError(StorydigestError):
    """The model's endpoint is at fault, or may not be asked."""


class EndpointError(ModelError):
    """The endpoint is unreachable, too slow, or answers with errors."""


class Unreachable(EndpointError):
    """Nobody answers at the endpoint's address, or somebody whose certificate is not to be trusted."""


class KeyRefused(EndpointError):
    """The API key is wrong, or has no access to the model."""


class NotOffered(EndpointError):
    """The endpoint has no such model, or no chat completions at all."""


class QuotaExhausted(EndpointError):
    """The account has no credit left, or may ask nothing for longer than anyone waits."""


class BudgetSpent(ModelError):
    """The next request could cost more than is left of what the user would spend."""


class Stopped(ModelError):
    """A request was not sent, since the run is being stopped."""


class AnswerError(ModelError):
    """The endpoint answered, but not with something usable.

    `raw` is what it said.
    """

    def __init__(self, message: str, *, raw: str = "") -> None:
        super().__init__(message)
        self.raw = raw


class Refused(AnswerError):
    """The model declined to answer."""


class Filtered(Refused):
    """A content filter stopped the request or the answer."""


class CutOff(AnswerError):
    """The answer did not fit its token limit."""


class Unparsable(AnswerError):
    """The answer is not JSON of the shape that was asked for."""


STOPS_THE_RUN = (
    UsageError,
    PromptError,
    ClusterLost,
    NoProcess,
    KeyRefused,
    NotOffered,
    QuotaExhausted,
    Unreachable,
    BudgetSpent,
    Stopped,
)
"""What every other story of a run would meet as well: no story is at fault, and none can be helped by going on."""
