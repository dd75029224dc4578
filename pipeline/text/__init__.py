"""Tools on plain text: folding, sentences, words, numbers, names, tokens."""
