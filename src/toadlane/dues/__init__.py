"""On what terms somebody takes part: as a person or an organisation, how much of the time, and their dues."""
