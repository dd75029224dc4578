"""The stages of a digest, in the order of the way through: outline, section, timeline, verify."""
