"""The rules of a worker co-op: a charter, facts and a date in; an explained answer out."""
