"""What a sentence that a model worded says, held against the sentences that it quotes."""
