META
key;value
description;Lantern shares out its education fund
currency;USD
num_projects;5
num_votes;9
budget;2000
vote_type;approval
PROJECTS
project_id;cost;name
library;600;A shelf of books
spanish;900;Spanish lessons
tools;500;Tools to lend
garden;450.50;The garden behind the house
mural;800;A mural
VOTES
voter_id;vote
1;library,spanish
2;library,spanish,tools
3;library,spanish
4;spanish,library
5;spanish,tools
6;garden,tools
7;garden
8;garden,mural
9;
