"""Makes small office files for tests out of the XML of their parts."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{_KINDS}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="House head"/><w:basedOn w:val="H2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Outline"><w:name w:val="Chapter"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr>'
    "</w:style>"
    '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Bullet"><w:name w:val="List Bullet"/>'
    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
)
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/></w:lvl>'
    "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
)


def paragraph(*runs: str, style: str = "", properties: str = "") -> str:
    """A Word paragraph of runs; what is not markup becomes a plain run."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    inside = "".join(run if run.startswith("<") else text_run(run) for run in runs)
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{inside}</w:p>"


def text_run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def item(text: str, number: int = 1, level: int = 0) -> str:
    """A paragraph that is an item of a list."""
    return paragraph(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def word_file(body: str, parts: Mapping[str, str] | None = None, relations: str = "") -> bytes:
    """A DOCX file of a body; `parts` maps the kinds of further parts (`footnotes`, `header`…) to their content."""
    roots = {"footnotes": "footnotes", "endnotes": "endnotes", "header": "hdr", "footer": "ftr", "comments": "comments"}
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": _relation_list(
            f'<Relationship Id="r1" Type="{_KINDS}/officeDocument" Target="word/document.xml"/>'
        ),
        "word/document.xml": f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {_NAMESPACES}>{STYLES}</w:styles>",
        "word/numbering.xml": f"<w:numbering {_NAMESPACES}>{NUMBERING}</w:numbering>",
    }
    listed = [("styles", "styles.xml"), ("numbering", "numbering.xml")]
    for name, content in (parts or {}).items():
        kind = name.rstrip("0123456789")
        files[f"word/{name}.xml"] = f"<w:{roots[kind]} {_NAMESPACES}>{content}</w:{roots[kind]}>"
        listed.append((kind, f"{name}.xml"))
    links = "".join(
        f'<Relationship Id="s{number}" Type="{_KINDS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(listed)
    )
    files["word/_rels/document.xml.rels"] = _relation_list(links + relations)
    return packed({name: content.encode() for name, content in files.items()})


def packed(files: Mapping[str, bytes]) -> bytes:
    """A ZIP archive of files."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content)
    return out.getvalue()


def _relation_list(relations: str) -> str:
    return f'<Relationships xmlns="{_RELATIONS}">{relations}</Relationships>'


_P = "http://schemas.openxmlformats.org/presentationml/2006/main"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"


def slide_shape(text: str, kind: str | None = None) -> str:
    """A shape of a slide; `kind` makes it a placeholder (`title`, `body`, `sldNum`)."""
    placeholder = "" if kind is None else f'<p:ph type="{kind}"/>'
    paragraphs = "".join(f"<a:p><a:r><a:t>{line}</a:t></a:r></a:p>" for line in text.split("\n"))
    return f"<p:sp><p:nvSpPr><p:nvPr>{placeholder}</p:nvPr></p:nvSpPr><p:txBody>{paragraphs}</p:txBody></p:sp>"


def slide_table(*rows: tuple[str, ...]) -> str:
    """A table on a slide, its first row the head."""
    cells = "".join(
        "<a:tr>" + "".join(f"<a:tc><a:txBody><a:p><a:r><a:t>{cell}</a:t></a:r></a:p></a:txBody></a:tc>" for cell in row)
        + "</a:tr>"
        for row in rows
    )  # fmt: skip
    return (
        f'<p:graphicFrame><a:graphic><a:graphicData><a:tbl><a:tblPr firstRow="1"/>{cells}</a:tbl>'
        "</a:graphicData></a:graphic></p:graphicFrame>"
    )


def slides_file(*slides: str) -> bytes:
    """A PPTX file of slides, each the shapes on it."""
    names = f'xmlns:p="{_P}" xmlns:a="{_A}" xmlns:r="{_KINDS}"'
    listed = "".join(f'<p:sldId id="{255 + n}" r:id="r{n}"/>' for n in range(1, len(slides) + 1))
    links = "".join(
        f'<Relationship Id="r{n}" Type="{_KINDS}/slide" Target="slides/s{n}.xml"/>' for n in range(1, len(slides) + 1)
    )
    main = f'<Relationship Id="r1" Type="{_KINDS}/officeDocument" Target="ppt/presentation.xml"/>'
    files = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": _relation_list(main),
        "ppt/presentation.xml": f"<p:presentation {names}><p:sldIdLst>{listed}</p:sldIdLst></p:presentation>",
        "ppt/_rels/presentation.xml.rels": _relation_list(links),
    }
    for number, shapes in enumerate(slides, 1):
        files[f"ppt/slides/s{number}.xml"] = f"<p:sld {names}><p:cSld><p:spTree>{shapes}</p:spTree></p:cSld></p:sld>"
    return packed({name: content.encode() for name, content in files.items()})
