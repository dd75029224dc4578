"""Writers fill the stages with words: a chat model, or the builtin writer that needs none."""
