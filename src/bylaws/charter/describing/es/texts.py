"""What the keys of front matter and amendments say, in Spanish."""

from __future__ import annotations

SAID: dict[str, str] = {
    # front
    "The front matter of a charter; amended like an article, under the key `front`.": "La cabecera de los estatutos; se modifica como un artículo, con la clave `front`.",
    "the co-op's name": "el nombre de la cooperativa",
    "where it is registered, as ISO 3166: “US-MA”, “FR”": "dónde está registrada, según ISO 3166: «US-MA», «FR»",
    "the ISO 4217 currency of all its money": "la moneda ISO 4217 de todo su dinero",
    "the IANA zone whose days it lives by": "la zona IANA por cuyos días vive",
    "month and day on which its fiscal year starts; the year is named by the one it ends in": "mes y día en que empieza su ejercicio; el año lleva el nombre de aquel en que termina",
    "the languages its members use, first the one of its charter": "las lenguas que usan sus socios, antes la de sus estatutos",
    "the day the text was adopted": "el día en que se adoptó el texto",
    "not adopted: only a model may leave it out": "no se ha adoptado: solo un modelo puede omitirlo",
    "the day the text takes effect, written `from`": "el día en que el texto entra en vigor, escrito `from`",
    "the day it was adopted": "el día en que se adoptó",
    "a model charter, in force on every day": "un modelo de estatutos, en vigor todos los días",
    "not a model": "no es un modelo",
    "the model it was copied from": "el modelo del que se copió",
    "written afresh": "escrito de nuevo",
    # amendment
    "The front matter of an amendment; each article it replaces or adds stands below it, whole.": "La cabecera de una modificación; cada artículo que sustituye o añade está entero debajo.",
    "the day it takes effect, written `from`": "el día en que entra en vigor, escrito `from`",
    "the decision or authority that adopted it": "la decisión o autoridad que la adoptó",
    "numbers of the articles it replaces; “front” for the front matter": "números de los artículos que sustituye; «front» para la cabecera",
    "numbers of the articles it adds": "números de los artículos que añade",
    "numbers of the articles it repeals": "números de los artículos que deroga",
    "names of pending amendments it takes the place of": "nombres de las modificaciones pendientes cuyo lugar toma",
    "which of two adopted on the same day came later": "cuál de dos adoptadas el mismo día vino después",
    "the only one of its day on its articles": "la única de su día sobre sus artículos",
    "the new front matter, as [front]": "la nueva cabecera, como [front]",
    "the front matter stays": "la cabecera se queda",
}
