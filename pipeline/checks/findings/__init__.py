"""What can be wrong with a claim, one module each. Each finding names the words at fault."""
