"""The small words that tell a name from what is said about it, and the usual names of sections and of parts.

In the languages that glossaries are often in. Sets only: what is done with them stands where it is done.
"""

from __future__ import annotations

from termgraph.names import folded_key, word_set
from termgraph.names.wordlists import GENERAL_NOUNS, VAGUE_NOUNS


def _folded(text: str) -> frozenset[str]:
    return frozenset(map(folded_key, word_set(text, "|")))


ARTICLES = word_set("""
    a an the ein eine einen der die das le la les un une el los las una unos il lo gli i uno o os as um uma
    de het een
""")
#: Verbs that define what stands before them, in the languages that glossaries are often in.
DEFINING = word_set("""
    is are was were refers refer means mean denotes denote describes describe represents stands designates
    signifies comprises ist sind war bezeichnet bezeichnen bedeutet beschreibt nennt est sont était désigne
    désignent signifie es son fue significa designa è sono era indica foi são é verwijst betekent zijn
""")
#: Other verbs that a text about a thing has behind its name; also auxiliaries.
OTHER_VERBS = word_set("""
    accelerates achieves acts adapts adds aims allow allows appears applies apply arise arises assigns
    assumes attempts attend became become becomes began belongs breaks bridges brings builds calculates came
    can captures causes changes classifies combines compares compresses computes consist consists contain
    contains controls converges converts could counts covers creates deals decides decreases defines depends
    determines did divides do does drops employs enable enables encodes ensures estimates evaluates exhibits
    exist exists expands explains extends extracts fails falls finds fits focuses follow follows gained gave
    generalizes generates gets gives goes grew groups had happens has have helps help holds identifies
    implements improves include includes increases indicates influences introduced introduces involve
    involves keeps lacks learn learns leads let lets lies limits links looks made maintains makes make
    manages map maps may maximizes measures merges might minimizes models modifies monitors moves must needs
    normalizes occur occurs offers operates optimizes organizes originated penalizes performs plays play
    predicts presents prevents processes produces projects propagates provide provides punishes quantifies
    ranks reads received reduce reduces regulates relates relies rely removes replaces require requires
    results returns reverses runs samples saves say says scales searches seeks selects sends serve serves
    sets shall share shares should shows simulates skips solves speeds splits starts states stores studies
    suffers suggests summarizes supports takes tells tends test tests took tracks trains transforms
    translates treats tries tunes turns updates use uses utilizes varies was went will won work works would
    writes kann können hat haben wird werden dient dienen peut permet permettent consiste consistent puede
    permite permiten può consente
""")
VERBS = DEFINING | OTHER_VERBS
#: Those of them that are nouns as well, unless several things do it.
NOUNS_OR_VERBS = word_set("""
    study test use work play map store share fit let help
""")
#: A verb after one of these belongs to a clause that narrows the noun down: "a technique that …" is no name.
NARROWING = word_set("""
    that which who whom whose where when wherein whereby used based designed typically commonly often
    usually invented developed created proposed introduced defined trained applied made capable able
    consisting containing using including involving concerned obtained given performed measuring describing
    representing employed characterized found der die das welche welcher qui que dont où che cui
""")
#: Prepositions that begin what is said about the noun; between capitalised words they are part of a name.
PREPOSITIONS = word_set("""
    in for on within from between by with at during among as via through into over under across against per
    versus
""")
LOOSE_PREPOSITIONS = word_set("""
    to of along the de du des von der del della di
""")
ADVERBS = word_set("""
    also often usually typically commonly generally simply basically essentially sometimes then thus hence
    therefore just only mainly mostly originally formally roughly now still always never frequently normally
    traditionally loosely informally auch aussi también anche
""")
#: With these a sentence goes on with what was said before, or talks to its reader: no name.
NO_SUBJECT = word_set("""
    it its it’s it's this that these those they their them there here he she his her him we our us my me you
    your one such some any each every all both many most much several few another other others when while if
    as because since although though after before unless until whereas however moreover furthermore
    additionally therefore thus hence consequently finally firstly first second secondly third lastly next
    then also and or but nor so yet for not no what who which where why how please note click see sometimes
    often usually typically generally commonly imagine suppose consider think let lets let’s let's say given
    using used based es sie er dies diese dieser dieses hier wir man ce cette ces il elle ils elles on nous
    cela ceci esto este esta estos estas questo questa to in at by with within under over from into like
    unlike during among between despite instead rather welcome below above first, today now once again
    perhaps maybe indeed similarly likewise conversely
""")
#: Nouns that say what kind of thing it is; before "of", "that" or a participle they begin a definition without a name.
KIND_NOUNS = (
    GENERAL_NOUNS
    | VAGUE_NOUNS
    | word_set("""
    activity aim area array branch capability category challenge change class component condition data
    definition degree description device difference discipline element entity error extent family field
    formula goal indicator library likelihood loss machine mapping measure measurement methodology
    object percentage person phase practice prerequisite program property proportion purpose quality
    quantity range rate ratio region relationship representation role sequence share situation size
    software space state statistic structure study sub-field subfield sum syntax tool transformation
    variable variation
""")
)
#: Nouns behind a proper name that say what it is: "the MNIST data set" is MNIST.
APPENDED_NOUNS = word_set("""
    architecture architectures model models network networks algorithm algorithms library framework dataset
    datasets set data system method methods technique function language package project corpus benchmark
    conference competition challenge team community platform tool toolkit family neural term concept vectors
    unit units layer
""")
#: With these a clause begins that is no participle phrase: "If the loss falls, …".
CONDITIONS = word_set("for if when as while because since unless see")
#: Words that are in no participle phrase: "Developed by Google, …".
FINITE = word_set("""
    is are was were has have can may will does do it we you they i this
""")
#: What follows a verb that has an object.
DETERMINERS = word_set("""
    a an the its their his her our your all each every both some any how what whether where one two three
    many more several various different other
""")
#: Words that stay small within a proper name.
SMALL_WORDS = word_set("""
    a an and at by de der for in of on the to und with
""")
#: Headings of what stands around the entries. Compared without case, numbers and marks, whole.
SECTIONS = _folded("""
    about | about this glossary | about the author | about the authors | about us | acknowledgements |
    acknowledgments | acknowledgement | additional resources | all terms | alphabetical index | appendix |
    author | authors | author bio | back to top | bibliography | changelog | citation | citations | comments
    | conclusion | conclusions | concluding remarks | contact | contact us | contents | contributing |
    contributors | copyright | credits | disclaimer | editor's note | external links | faq | faqs | feedback
    | final thoughts | final words | footnotes | foreword | frequently asked questions | further reading |
    further resources | get in touch | glossary | glossary of terms | how to contribute | how to use this
    glossary | imprint | impressum | index | index of terms | in conclusion | introduction | introductory
    remarks | intro | join our newsletter | join our subscribers | join the conversation | key takeaways |
    key terms | latest posts | leave a comment | leave a reply | license | licence | list of terms | more
    articles | more resources | navigation | newsletter | notes | on this page | other resources | outline |
    overview | popular posts | preface | quick links | quick navigation | read more | readme | recent posts
    | recommended articles | recommended for you | recommended reading | reference | references | related
    articles | related content | related posts | related reading | related resources | resources | responses
    from readers | responses | see also | share this | share this post | sign up | sources | subscribe |
    subscribe to our newsletter | subscribe to the newsletter | summary | table of contents | tags |
    terminology | terms | the author | toc | topics | useful links | what's next | works cited | wrapping up
    | you may also like | you might also like | einleitung | einführung | inhalt | inhaltsverzeichnis |
    glossar | literatur | literaturverzeichnis | quellen | zusammenfassung | fazit | vorwort | weblinks |
    einzelnachweise | häufige fragen | häufig gestellte fragen | sommaire | table des matières | glossaire |
    références | bibliographie | avant-propos | foire aux questions | à propos | auteurs | contribuer |
    contribuez | comment contribuer | remerciements | mentions légales | liens externes | voir aussi |
    mitmachen | mitwirken | beitragen | autoren | danksagung | lizenz | über dieses glossar | contribuir |
    colaborar | cómo contribuir | autores | agradecimientos | enlaces externos | véase también | índice |
    contenido | glosario | referencias | bibliografía | introducción | conclusión | preguntas frecuentes | indice |
    glossario | riferimenti | bibliografia | introduzione | índice de contenidos | sumário | referências | introdução |
    conclusão | inhoud | inleiding | 目录 | 目次 | 参考文献 | 术语表 | 用語集 | はじめに | оглавление | содержание |
    литература | введение | глоссарий
""")
#: Those of them that are lists of references.
REFERENCES = _folded("""
    references | reference | bibliography | sources | works cited | citations | literature | literatur |
    literaturverzeichnis | quellen | einzelnachweise | références | bibliographie | referencias |
    bibliografía | riferimenti | bibliografia | referências | 参考文献 | литература | footnotes | notes and
    references
""")
#: What parts are called in glossaries, and what they hold. Other labels are parts where a document repeats them.
SYNONYMS = word_set(
    """
    synonym | synonyms | syn | also known as | also called | also | aka | alias | aliases | alternative name
    | alternative names | alternative term | alternative terms | alternate name | alternate names | other
    name | other names | other terms | alt label | altlabel | synonym(s) | alternate terms | synonyme | auch
    | alias(es) | synonymes | sinónimo | sinónimos | sinonimo | sinonimi | sinônimo | sinônimos | variants |
    variant | 同义词 | 別名
""",
    "|",
)
ABBREVIATIONS = word_set(
    """
    abbreviation | abbreviations | abbr | acronym | acronyms | short | short form | initialism |
    abbreviation(s) | abkürzung | abkürzungen | abréviation | abreviatura | abreviación | sigla | sigle |
    abbreviazione | 缩写 | 略語
""",
    "|",
)
EXPANSIONS = word_set(
    """
    long form | full form | full name | stands for | expansion | langform
""",
    "|",
)
PLURALS = word_set(
    """
    mehrzahl | plural | plural form | plurals | pluriel
""",
    "|",
)
SEE = word_set(
    """
    see | see also | related | related terms | related term | related concepts | related entries | related
    to | compare | compare with | compare to | cf | contrast | contrast with | contrasts with | antonym |
    antonyms | opposite | opposites | broader | broader term | broader terms | narrower | narrower term |
    narrower terms | parent | child | children | siehe | siehe auch | verwandt | verwandte begriffe |
    vergleiche | gegenteil | voir | voir aussi | véase | véase también | ver también | términos relacionados
    | vedi | vedi anche | veja também | zie ook | not to be confused with | 参见 | 関連語 | см. также
""",
    "|",
)
OTHER_PARTS = word_set(
    """
    definition | definitions | example | examples | e.g | source | sources | reference | references |
    citation | citations | note | notes | usage | use | uses | use case | use cases | usage note | formula |
    formulas | equation | category | categories | tag | tags | field | fields | domain | domains | subject |
    area | topic | topics | context | etymology | origin | history | pronunciation | translation |
    translations | part of speech | type | further reading | read more | more information | learn more |
    external links | links | resources | applications | application | advantages | disadvantages | pros |
    cons | limitations | intuition | explanation | description | scope note | comment | comments | remark |
    remarks | confusion | alternative | alternatives | symbol | symbols | notation | unit | units | author |
    date | level | difficulty | german | french | spanish | italian | english | dutch | portuguese | chinese
    | japanese | russian | beispiel | beispiele | quelle | quellen | hinweis | anmerkung | definición |
    ejemplo | ejemplos | fuente | nota | exemple | exemples | définition | remarque | esempio | esempi |
    fonte | definizione | exemplo | exemplos | definição | 定义 | 例 | 例子 | 来源 | 出典
""",
    "|",
)
#: What only headings within an entry are called.
HEADED_PARTS = word_set(
    """
    advantages and disadvantages | anmerkungen | background | bedeutung | benefits | code | code example
    | common uses | computation | definition und beispiel | derivation | details | footnotes | formulae
    | fuentes | further information | further resources | how it works | image | images | in practice |
    in short | literatur | literature | math | mathematical definition | mathematics | meaning |
    motivation | overview | practical use | properties | pros and cons | remarques | resource | sample
    code | sources et références | summary | tl;dr | types | visualization | what it is | what it is not
    | why it is important | why it matters
    """,
    "|",
)
PARTS = SYNONYMS | ABBREVIATIONS | EXPANSIONS | PLURALS | SEE | OTHER_PARTS
#: Usual names of sections that may as well be terms: where they are defined, or stand in order, they are entries.
MAYBE_TERMS = word_set("""
    index tags citation citations source sources reference references author authors summary notes terms
    responses resources topics overview navigation appendix license licence contact feedback comments
    outline contents terminology credits copyright glossary footnotes introduction conclusion
""")
#: Words in front of a year that are no authors: months and the like.
NO_AUTHORS = word_set("""
    january february march april may june july august september october november december jan feb mar apr
    jun jul aug sep sept oct nov dec in since until early late spring summer autumn fall winter around circa
    version update updated copyright
""")
