"""What can be wrong with a claim, one module each: numbers, dates, names, places, quotations, wording, negation, modality,
direction, coverage. Each finding names the words at fault.
"""
