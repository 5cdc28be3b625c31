// Rules about which statement may stand where, which the grammar leaves open.
#pragma once

#include "syntax/ast.h"

void check_syntax(Diag *diag, const AstFile *file);
