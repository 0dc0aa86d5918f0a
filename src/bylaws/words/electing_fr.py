"""How an election was counted, in French."""

from __future__ import annotations

REASONS: dict[str, str] = {
    "elected.came-to": "Sont élus\u00a0: {names}.",
    "elected.nobody": "Personne n’est élu.",
    "elected.no-papers": "Aucun bulletin ne nomme quelqu’un qui se présente.",
    "elected.countback": "{papers} bulletins ont élu {name}, avec {votes} voix\u00a0; ils pourvoient le siège.",
    "elected.tie.surplus": "Le décompte s’arrête\u00a0: un tirage au sort doit dire quel excédent est transféré d’abord\u00a0: {names}.",
    "elected.tie.exclusion": "Le décompte s’arrête\u00a0: un tirage au sort doit dire qui est écarté\u00a0: {names}.",
    "elected.tie.election": "Le décompte s’arrête\u00a0: un tirage au sort doit dire qui est élu\u00a0: {names}.",
    "elected.quota-is": "{valid} bulletins nomment quelqu’un, pour {seats} sièges\u00a0: il faut {quota} voix pour être élu.",
    "elected.stage": "Étape {stage}.",
    "elected.quota": "{name} a autant de voix qu’il en faut et est élu.",
    "elected.last": "{name} est élu\u00a0: il reste autant de personnes que de sièges.",
    "elected.surplus": "{name} a {surplus} de plus qu’il n’en faut\u00a0; chaque bulletin entier passe pour {value}.",
    "elected.excluded": "{name} a le moins de voix, {votes}, et est écarté\u00a0; ses bulletins passent à qui suit sur chacun.",
    "elected.left-out": "{name} a le moins de voix et est écarté.",
    "elected.level.earlier": "D’autres étaient à égalité\u00a0; les voix de l’étape {stage} les départagent.",
    "elected.level.lot": "D’autres étaient à égalité à chaque étape\u00a0; le tirage au sort les départage.",
    "elected.majority": "{name} a {votes} des {of} voix qui vont encore à quelqu’un\u00a0: plus de la moitié.",
    "elected.unbeaten": "Personne ne bat {name}.",
    "elected.beaten": "{name} est battu par {by}.",
    "elected.has": "{name} en a {votes}.",
}
