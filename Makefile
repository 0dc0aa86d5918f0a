# Names to type; the work is in ./run, which needs nothing but Python 3.11.
.PHONY: help run test full check lint types bench decisions oracles lock doctor

help:
	@./run help

run:
	@./run serve

test full check lint types bench decisions oracles lock doctor:
	@./run $@
