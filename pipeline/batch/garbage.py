"""How often Python looks for garbage in a process of a batch."""

import gc


def collect_rarely() -> None:
    """Have the collector pass over what is imported, and look less often: it would take a tenth of a batch's time.

    What a story leaves behind is hardly ever part of a cycle, so that memory does not grow by it.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
