"""OpenAI's Batch API as another way to carry requests: at half the price, in waves that take up to a day.

`carrier` gathers requests into waves, `course` takes one wave through the endpoint's `service`, `lines` is what is
written into and read out of its files, and `book` is what is kept of all this between two runs.
"""
