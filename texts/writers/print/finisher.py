"""The last hand on a PDF before it is written: what WeasyPrint 70 leaves out of PDF/UA-1 and PDF/A-3.

Both standards at once (WeasyPrint knows one at a time), page labels, the roles of contents and table headers.
"""

from typing import Any
from xml.sax.saxutils import escape

import pydyf
from weasyprint.document import Document

from texts.writers.print.tag_roles import head_cells, tag_contents
from texts.writers.weasyprint_levers import install

# ISO 16684-1 (XMP); the schema has to be described because PDF/A does not know PDF/UA (ISO 19005-3, 6.6.2.3).
XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
<dc:format>application/pdf</dc:format><dc:language><rdf:Bag><rdf:li>{lang}</rdf:li></rdf:Bag></dc:language>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq>{authors}</rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<pdf:Producer>{producer}</pdf:Producer></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of PDF/UA</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


class Objects:
    """What is done to all objects of a file at the end: nothing, unless a lever does it."""

    def settle(self, pdf: pydyf.PDF) -> None:
        """pydyf writes them as they are."""


class Finisher:
    """WeasyPrint's `finisher` for our documents; one per printer, because a lever remembers compressed streams."""

    def __init__(self) -> None:
        self._objects: Objects = install().of("objects", Objects)()

    def finish(self, document: Document, pdf: pydyf.PDF, *, cover: int, contents: int) -> None:
        """`cover` and `contents` are the numbers of unnumbered pages that the document begins with."""
        _label_pages(pdf, cover, contents)
        _name_standards(document, pdf)
        _tidy_attachment(pdf)
        head_cells(pdf)
        tag_contents(pdf, pdf.page_references[cover : cover + contents])
        self._objects.settle(pdf)


def _label_pages(pdf: pydyf.PDF, cover: int, contents: int) -> None:
    """What a viewer shows beside the page: 封面, 目录1, then the printed numbers."""
    labels = {0: {"P": pydyf.String("封面")}} if cover else {}
    if contents:
        labels[cover] = {"P": pydyf.String("目录"), "S": "/D"}
    labels[cover + contents] = {"S": "/D"}
    numbers = pydyf.Array()
    for start, label in labels.items():
        numbers.extend((start, pydyf.Dictionary(label)))
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": numbers})


def _name_standards(document: Document, pdf: pydyf.PDF) -> None:
    metadata = document.metadata
    values = {"lang": metadata.lang, "title": metadata.title, "subject": metadata.description}
    xmp = XMP.format(
        **{name: escape(value) for name, value in values.items()},
        authors="".join(f"<rdf:li>{escape(author)}</rdf:li>" for author in metadata.authors),
        producer=escape(pdf.info["Producer"].string),
    )
    stream = _object(pdf, pdf.catalog["Metadata"])
    stream.stream, stream.compress = [xmp.encode()], False


def _tidy_attachment(pdf: pydyf.PDF) -> None:
    """Named once in the catalog, and without the time of printing: the same text gives the same bytes."""
    files = [item for item in pdf.objects if isinstance(item, pydyf.Dictionary) and item.get("Type") == "/Filespec"]
    pdf.catalog["AF"] = pydyf.Array([item.reference for item in files])
    for item in files:
        parameters = _object(pdf, item["EF"]["F"]).extra["Params"]
        parameters.pop("CreationDate", None)
        parameters.pop("ModDate", None)


def _object(pdf: pydyf.PDF, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]
