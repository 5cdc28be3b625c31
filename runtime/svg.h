// Drawings as SVG 1.1, written by hand: shapes, labels, a style that reads on light and on dark.
//
//   NetcText svg = {0};
//   netc_svg_open(&svg, 760, 320, "lenet5");
//   netc_svg_label(&svg, 10, 20, "title", "loss");
//   netc_svg_save(&svg, "curves.svg", error);
//
// Nothing but shapes and text: no script, no link, no font file, no time. The background is left
// open. Classes of the style: label, title, small, left, right (of the anchor), grid, axis, a, b,
// cell, on (a cell).
#pragma once

#include "text.h"

void netc_svg_open(NetcText *svg, double width, double height, const char *title);
void netc_svg_label(NetcText *svg, double x, double y, const char *classes, const char *text);
void netc_svg_line(NetcText *svg, double x1, double y1, double x2, double y2, const char *classes);
// Text of a file or a program inside an element: quoted, and bytes that XML cannot hold replaced.
void netc_svg_add_text(NetcText *svg, const char *text);
// Closes the drawing, writes it beside the file and renames, and frees the text.
bool netc_svg_save(NetcText *svg, const char *path, NetcError *error);
// A name that --OPTION can draw to.
bool netc_svg_check_name(const char *option, const char *path, NetcError *error);
