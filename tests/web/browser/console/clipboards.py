"""What other programs put on the clipboard, written as they write it, with invented words."""

from __future__ import annotations

WORD = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=Generator
content="Microsoft Word 15">
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings><o:AllowPNG/></o:OfficeDocumentSettings></xml><![endif]-->
<style><!-- p.MsoNormal {margin:0cm; font-family:"Calibri",sans-serif} @list l0:level1 {mso-level-text:·}
--></style></head>
<body lang=FR style='tab-interval:35.4pt;word-wrap:break-word'><!--StartFragment-->
<h1 style='mso-margin-top-alt:auto'><span style='color:#2F5496'>Le parrainage en hiver<o:p></o:p></span></h1>
<p class=Sous-titre2 style='margin:0'>Un mot.</p>
<h2><span style='font-size:14.0pt'>Comment faire<o:p></o:p></span></h2>
<p class=MsoNormal><b style='mso-bidi-font-weight:normal'>Trois</b> gestes, <i>dont un</i>
<a href="https://exemple.example/guide"><span style='color:blue'>dans le guide</span></a>,
<a href="file:///C:/Users/claire/note.docx">une note</a>.<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol;mso-fareast-font-family:Symbol'><span style='mso-list:Ignore'>·<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>Écouter ;<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='margin-left:72.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='font-family:"Courier New"'><span style='mso-list:Ignore'>o<span style='font:7.0pt "Times New Roman"'>&nbsp;
</span></span></span><![endif]>sans juger,<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span>&nbsp;
</span></span></span><![endif]>Répondre.<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l1 level1 lfo2'><![if !supportLists]><span
style='mso-list:Ignore'>3.<span style='font:7.0pt "Times New Roman"'>&nbsp;
</span></span><![endif]>Troisième<o:p></o:p></p>
<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l1 level1 lfo2'><![if !supportLists]><span
style='mso-list:Ignore'>4.<span>&nbsp; </span></span><![endif]>Quatrième<o:p></o:p></p>
<p class=MsoNormal><!--[if gte vml 1]><v:shape id="Image_1" type="#_x0000_t75"><v:imagedata
src="file:///C:/a/image001.png"/>
</v:shape><![endif]--><![if !vml]><img width=604 height=340
src="file:///C:/Users/claire/AppData/clip_image002.jpg"><![endif]></p>
<table class=MsoTableGrid border=1 style='border-collapse:collapse'><tr style='mso-yfti-irow:0'>
<td width=302 style='width:226pt;border:solid 1pt'><p class=MsoNormal><b>Année<o:p></o:p></b></p></td>
<td width=302 style='width:226pt'><p class=MsoNormal align=right
style='text-align:right'>Embauches<o:p></o:p></p></td></tr>
<tr><td><p class=MsoNormal>2008<o:p></o:p></p></td>
<td><p class=MsoNormal align=right style='text-align:right'>6<o:p></o:p></p></td></tr></table>
<p class=MsoNormal>Vu.<span class=MsoCommentReference><span style='font-size:8pt'><a
style='mso-comment-reference:C_1'></a>
<span style='mso-special-character:comment'>&nbsp;<a class=msocomanchor
href="#_msocom_1">[C1]</a></span></span></span></p>
<div style='mso-element:comment-list'><div style='mso-element:comment'><p
class=MsoCommentText>À revoir</p></div></div>
<!--EndFragment--></body></html>"""
WORD_MARKDOWN = """## Le parrainage en hiver

Un mot.

### Comment faire

**Trois** gestes, *dont un* [dans le guide](https://exemple.example/guide), une note.

- Écouter ;
  - sans juger,
- Répondre.

3. Troisième
4. Quatrième

| | |
|---|--:|
| **Année** | Embauches |
| 2008 | 6 |

Vu."""

LIBREOFFICE = """<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.0 Transitional//EN"><html><head>
<meta http-equiv="content-type" content="text/html; charset=utf-8"/><meta name="generator"
content="LibreOffice 24.2"/>
<style type="text/css">p { line-height: 115%; background: transparent }</style></head>
<body lang="fr-FR" link="#000080" dir="ltr"><h2 class="western">La rentrée</h2>
<p style="line-height: 100%"><font color="#000000"><font face="Liberation Serif, serif">Un <b>bon</b>
accueil.</font></font></p>
<ul><li><p style="margin-bottom: 0cm">Un</p><ul><li><p>Dedans</p></li></ul></li><li><p>Deux</p></li></ul>
<ol start="2"><li><p>Second</p></li></ol><p><img src="file:///tmp/lu1234.tmp/lu_5.png" width="12" height="90"
border="0"/></p>
</body></html>"""
LIBREOFFICE_MARKDOWN = "## La rentrée\n\nUn **bon** accueil.\n\n- Un\n  - Dedans\n- Deux\n\n2. Second"

GOOGLE = """<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-0f1e">
<h2 dir="ltr" style="line-height:1.38"><span style="font-size:16pt;font-weight:400">Un titre</span></h2>
<p dir="ltr"><span style="font-weight:400">Du texte </span><span
style="font-weight:700">gras</span><span> </span><span
style="font-style:italic">penché</span> et <a href="https://exemple.example/" style="text-decoration:none"><span
style="color:#1155cc;text-decoration:underline">un lien</span></a>.</p>
<ul style="margin-top:0"><li dir="ltr" aria-level="1"><p dir="ltr" role="presentation"><span>Un</span></p></li>
<ul><li dir="ltr" aria-level="2"><p dir="ltr" role="presentation"><span>Dedans</span></p></li></ul>
<li dir="ltr" aria-level="1"><p role="presentation"><span>Deux</span></p></li></ul>
<p><span><img src="https://lh7-rt.googleusercontent.example/docsz/x" width="602" height="339"></span></p>
<p><span><img src="https://lh7-rt.googleusercontent.example/docsz/y" width="602" height="339"></span></p></b>"""
GOOGLE_MARKDOWN = """## Un titre

Du texte **gras** *penché* et [un lien](https://exemple.example/).

- Un
  - Dedans
- Deux"""

OUTLOOK = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{margin:0}</style></head>
<body lang=FR link="#0563C1" style='word-wrap:break-word'><div class=WordSection1>
<p class=MsoNormal><span style='mso-fareast-language:EN-US'>Bonjour,<o:p></o:p></span></p>
<p class=MsoListParagraph style='mso-list:l2 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>a)<span>&nbsp; </span></span><![endif]>un point<o:p></o:p></p>
<p class=MsoNormal><a href="mailto:claire@exemple.example">Écrivez-nous</a><span
style='display:none'>secret</span></p>
<script>document.title = "mauvais"</script><p class=MsoNormal onclick="alert(1)" style=color:red>Fin<img
src="https://pisteur.example/p.gif" width=1 height=1 onerror="alert(2)"></p></div></body></html>"""
OUTLOOK_MARKDOWN = "Bonjour,\n\n1. un point\n\n[Écrivez-nous](mailto:claire@exemple.example)\n\nFin"
