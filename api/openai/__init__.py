"""The door for chat programs: the part of OpenAI's interface that they speak, under `/openai/v1`."""
