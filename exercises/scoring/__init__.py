"""From measures to verdicts: bands, errors, doubts, faults, scores."""
