"""What stops a whole batch: every other story would meet the same."""

from pipeline.errors import STOPS_THE_RUN, OutputError, StoreError

STOPS_EVERYTHING = (*STOPS_THE_RUN, OutputError, StoreError)
