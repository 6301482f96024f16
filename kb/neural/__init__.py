"""The configured models: a language model, a neural embedding, a reranker; imported only where one is set."""
