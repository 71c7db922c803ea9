"""Spanish."""

from termgraph.wording.words import RelationWords, Words

_both, _one_way = RelationWords.both_ways, RelationWords.one_way

WORDS = Words(
    language="es",
    relations={
        "broader": _one_way("término genérico", "Términos específicos", "es una clase de", "comprende"),
        "broaderGeneric": _one_way(
            "genérico (género)", "Específicos (género)", "es una clase de", "comprende"
        ),
        "broaderPartitive": _one_way(
            "genérico (todo)", "Específicos (partes)", "es parte de", "tiene como parte"
        ),
        "broaderInstantial": _one_way(
            "genérico (instancia)", "Específicos (instancias)", "es una instancia de", "tiene como instancia"
        ),
        "related": _both("relacionado", "Véase también", "está relacionado con"),
        "partOf": _one_way("parte de", "Partes", "es parte de", "tiene como parte"),
        "contrastsWith": _both("contraste", "En contraste con", "contrasta con"),
        "confusedWith": _both("confusión", "Confundido con", "se confunde con"),
        "misnomerOf": RelationWords(
            "nombre engañoso de",
            "Más claro",
            "Llamado engañosamente",
            "es un nombre engañoso de",
            "se llama engañosamente",
        ),
        "suggests": RelationWords(
            "sugiere", "Sugiere", "Sugerido por el nombre", "sugiere", "es sugerido por el nombre"
        ),
        "synonymOf": RelationWords(
            "sinónimo de", "Nombre de", "También llamado", "es un sinónimo de", "también se llama"
        ),
        "abbreviationOf": _one_way(
            "abreviatura de", "Abreviaturas", "es una abreviatura de", "se abrevia como"
        ),
        "member": RelationWords(
            "miembro", "Miembros", "En la colección", "tiene como miembro", "es miembro de"
        ),
        "exactMatch": _both("idéntico", "Idéntico a", "es idéntico a"),
        "closeMatch": _both("casi idéntico", "Casi idéntico a", "es casi idéntico a"),
        "broadMatch": _one_way(
            "genérico en otro lugar", "Específicos en otro lugar", "es una clase de", "comprende"
        ),
        "narrowMatch": _one_way(
            "específico en otro lugar", "Genéricos en otro lugar", "comprende", "es una clase de"
        ),
        "relatedMatch": _both(
            "relacionado en otro lugar", "Relacionado en otro lugar", "está relacionado con"
        ),
        "isReplacedBy": RelationWords(
            "sustituido por", "Úsese en su lugar", "En lugar de", "está sustituido por", "sustituye a"
        ),
    },
    groups={
        "array": "Dividido en",
        "superordinate": "Divide",
        "memberOf": "En la colección",
        "member": "Miembros",
    },
    notes={
        "definition": "También definido como",
        "scopeNote": "Nota de alcance",
        "note": "Observación",
        "example": "Ejemplo",
        "historyNote": "Historia",
        "changeNote": "Cambio",
        "editorialNote": "Nota editorial",
    },
    names={
        "abbreviation": "abreviatura",
        "ambiguous": "ambiguo",
        "plural": "plural",
        "ukSpelling": "grafía británica",
        "misspelling": "falta de ortografía",
        "previousName": "nombre anterior",
        "misnomer": "engañoso",
        "hidden": "solo para buscar",
        "proposed": "propuesto",
        "notation": "notación",
    },
    statuses={
        "draft": "Un borrador que nadie ha revisado todavía.",
        "stub": "Un comienzo: poco más que un nombre.",
        "reviewed": "Revisado por {names}.",
        "approved": "Aprobado por {names}.",
    },
    headings={
        "label": "Nombre",
        "misnomer": "Nombre engañoso",
        "suggests": "Sugiere",
        "why": "Pero",
        "really": "en realidad",
        "fields": "Usado de otro modo en",
        "jest": "En broma",
        "said_by": "Quién lo dice",
        "notation": "Notación",
        "place": "Su lugar",
        "languages": "En otras lenguas",
        "collections": "Colecciones",
        "sources": "Fuentes",
        "deprecated": "Obsoleto",
        "unused": "ya no debe usarse",
        "created": "Creado",
        "issued": "Publicado",
        "modified": "Modificado",
        "makers": "Por",
        "contents": "Índice",
        "license": "Licencia",
        "definition": "Definición",
        "status": "Estado",
        "unnamed": "una fuente sin nombre",
        "proposed_by": "Propuesto por",
        "reviewed": "revisado",
        "approved": "aprobado",
        "reviewed_by": "Revisado por",
        "approved_by": "Aprobado por",
        "replaces": "Direcciones anteriores",
        "auxiliary": "Auxiliar",
        "explains": "solo ayuda a explicar otros",
    },
    phrases={
        "misnomer": "Un nombre engañoso: «{name}».",
        "misleads": "«{name}» es engañoso.",
        "replaced": "Obsoleto: úsese {terms}.",
        "deprecated": "Obsoleto: ya no debe usarse.",
        "proposed": "propuesto por {sources}",
        "proposed_here": "propuesto aquí",
        "both": "ambos son clases de {term}",
        "or": " o ",
    },
    found={
        "altLabel": "también llamado",
        "hiddenLabel": "también escrito",
        "proposedName": "un nombre propuesto",
        "prefLabel": "en otra lengua",
        "definition": "en la definición",
        "notation": "notación",
        "langs": "en {langs}",
        "deprecated": "obsoleto",
        "collection": "una colección",
    },
    source={
        "type": "Tipo",
        "title": "Título",
        "authors": "Autores",
        "year": "Año",
        "container": "Publicado en",
        "volume": "Volumen",
        "number": "Número",
        "pages": "Páginas",
        "edition": "Edición",
        "publisher": "Editorial",
        "doi": "DOI",
        "arxiv": "arXiv",
        "url": "Dirección",
        "note": "Acerca de ella",
    },
    works={
        "book": "libro",
        "article": "artículo",
        "conference": "ponencia",
        "preprint": "preimpresión",
        "report": "informe",
        "thesis": "tesis",
        "web": "página web",
    },
    pages={
        "index": "Inicio",
        "a_z": "A–Z",
        "tree": "Jerarquía",
        "groups": "Colecciones",
        "misleading": "Nombres engañosos",
        "about": "Acerca de",
        "explorer": "Explorador",
        "explorer_about": "Buscar entre todos los nombres y ver cómo se relacionan los términos",
        "terms": "{n} términos con todos sus nombres",
        "misleading_about": "{n} términos cuyo nombre dice otra cosa",
        "tops": "Por dónde empezar",
        "downloads": "Descargas",
        "missing": "Esta página no existe",
        "missing_about": "Puede que el término tenga ahora otra dirección, o que su nombre se escriba de otro modo.",
        "skip": "Ir al contenido",
        "pages": "Páginas",
        "languages": "Idiomas",
        "letters": "Letras",
        "around": "Lo que rodea a {term}",
        "count": "Términos",
        "names": "Nombres",
        "address": "Dirección",
        "search": "Búsqueda",
        "find": "Buscar",
        "changes": "Cambios",
        "feed": "Canal de cambios (Atom)",
        "newest": "Los {n} cambios más recientes de {all}",
        "moved": "Esta dirección ya no se usa",
        "moved_about": "En su lugar:",
    },
)
