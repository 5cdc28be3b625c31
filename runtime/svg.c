// SVG by hand. Coordinates have two decimals: the same drawing gives the same bytes.

#include "svg.h"

#include "files.h"

#include <stdlib.h>
#include <string.h>

// Middle tones first, for what knows no media queries; then what is best on white and on black.
static const char style[] =
    "text { font: 12px sans-serif; fill: #777; text-anchor: middle }\n"
    ".title { font-size: 14px; font-weight: bold; text-anchor: start }\n"
    ".small { font-size: 10px }\n"
    ".left { text-anchor: end } .right { text-anchor: start }\n"
    ".grid { stroke: #888; stroke-opacity: .25 } .axis { stroke: #888 }\n"
    "polyline { fill: none; stroke-width: 2; stroke-linejoin: round }\n"
    ".a { stroke: #3b82c4; fill: #3b82c4 } .b { stroke: #e0762b; fill: #e0762b }\n"
    ".pale { stroke-opacity: .6; stroke-width: 1 }\n"
    "polyline.a, polyline.b { fill: none }\n"
    ".cell { fill: #3b82c4 } .inherit text { font-size: inherit }\n"
    "@media (prefers-color-scheme: light) { text { fill: #333 } }\n"
    "@media (prefers-color-scheme: dark) { text { fill: #ccc } }\n"
    ".on { fill: #fff }\n";

static void add_entity(NetcText *svg, const char *at)
{
  switch (*at) {
  case '&':
    netc_text_add(svg, "&amp;");
    break;
  case '<':
    netc_text_add(svg, "&lt;");
    break;
  case '>':
    netc_text_add(svg, "&gt;");
    break;
  case '"':
    netc_text_add(svg, "&quot;");
    break;
  default:
    netc_text_add_bytes(svg, at, 1);
  }
}

// U+FFFE and U+FFFF are no characters of XML.
static bool is_excluded(const unsigned char *at, size_t length)
{
  return *at < 0x20 || *at == 0x7f ||
         (length == 3 && at[0] == 0xef && at[1] == 0xbf && at[2] >= 0xbe);
}

void netc_svg_add_text(NetcText *svg, const char *text)
{
  for (const unsigned char *at = (const unsigned char *)text; *at;) {
    size_t length = netc_utf8_length(at);
    if (length == 0 || is_excluded(at, length))
      netc_text_add(svg, "\xef\xbf\xbd");
    else if (length == 1)
      add_entity(svg, (const char *)at);
    else
      netc_text_add_bytes(svg, (const char *)at, length);
    at += length ? length : 1;
  }
}

void netc_svg_open(NetcText *svg, double width, double height, const char *title)
{
  netc_text_add(svg,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" height=\"%.0f\" "
                "viewBox=\"0 0 %.0f %.0f\">\n<title>",
                width, height, width, height);
  netc_svg_add_text(svg, title);
  netc_text_add(svg, "</title>\n<style>\n%s</style>\n", style);
}

void netc_svg_label(NetcText *svg, double x, double y, const char *classes, const char *text)
{
  netc_text_add(svg, "<text x=\"%.2f\" y=\"%.2f\"", x, y);
  if (*classes)
    netc_text_add(svg, " class=\"%s\"", classes);
  netc_text_add(svg, ">");
  netc_svg_add_text(svg, text);
  netc_text_add(svg, "</text>\n");
}

void netc_svg_line(NetcText *svg, double x1, double y1, double x2, double y2, const char *classes)
{
  netc_text_add(svg, "<line x1=\"%.2f\" y1=\"%.2f\" x2=\"%.2f\" y2=\"%.2f\" class=\"%s\"/>\n", x1,
                y1, x2, y2, classes);
}

bool netc_svg_save(NetcText *svg, const char *path, NetcError *error)
{
  netc_text_add(svg, "</svg>\n");
  NetcWriter *writer = malloc(sizeof *writer);
  bool fine = writer && !svg->failed;
  if (!fine) {
    netc_fail(error, "%s: no memory to draw it", path);
  } else if ((fine = netc_writer_open(writer, path, error))) {
    netc_writer_add(writer, svg->data, svg->length);
    fine = netc_writer_commit(writer, error);
  }
  free(writer);
  netc_text_free(svg);
  return fine;
}

bool netc_svg_check_name(const char *option, const char *path, NetcError *error)
{
  size_t length = strlen(path);
  return (length > 4 && strcmp(path + length - 4, ".svg") == 0) ||
         netc_fail_usage(error, "--%s draws svg: expected a name that ends in .svg, found %s",
                         option, path);
}
