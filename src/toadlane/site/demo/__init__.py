"""Demo co-ops: made-up people on real models; every figure is reckoned by the verbs when the demo loads."""
