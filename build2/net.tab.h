/* A Bison parser, made by GNU Bison 3.8.2.  */

/* Bison interface for Yacc-like parsers in C

   Copyright (C) 1984, 1989-1990, 2000-2015, 2018-2021 Free Software Foundation,
   Inc.

   This program is free software: you can redistribute it and/or modify
   it under the terms of the GNU General Public License as published by
   the Free Software Foundation, either version 3 of the License, or
   (at your option) any later version.

   This program is distributed in the hope that it will be useful,
   but WITHOUT ANY WARRANTY; without even the implied warranty of
   MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE.  See the
   GNU General Public License for more details.

   You should have received a copy of the GNU General Public License
   along with this program.  If not, see <https://www.gnu.org/licenses/>.  */

/* As a special exception, you may create a larger work that contains
   part or all of the Bison parser skeleton and distribute that work
   under terms of your choice, so long as that work isn't itself a
   parser generator using the skeleton or a modified version thereof
   as a parser skeleton.  Alternatively, if you modify or redistribute
   the parser skeleton itself, you may (at your option) remove this
   special exception, which will cause the skeleton and the resulting
   Bison output files to be licensed under the GNU General Public
   License without this special exception.

   This special exception was added by the Free Software Foundation in
   version 2.2 of Bison.  */

/* DO NOT RELY ON FEATURES THAT ARE NOT DOCUMENTED in the manual,
   especially those whose name start with YY_ or yy_.  They are
   private implementation details that can be changed or removed.  */

#ifndef YY_NET_TMP_SCAN_BUILD2_NET_TAB_H_INCLUDED
# define YY_NET_TMP_SCAN_BUILD2_NET_TAB_H_INCLUDED
/* Debug traces.  */
#ifndef NET_DEBUG
# if defined YYDEBUG
#if YYDEBUG
#   define NET_DEBUG 1
#  else
#   define NET_DEBUG 0
#  endif
# else /* ! defined YYDEBUG */
#  define NET_DEBUG 0
# endif /* ! defined YYDEBUG */
#endif  /* ! defined NET_DEBUG */
#if NET_DEBUG
extern int net_debug;
#endif
/* "%code requires" blocks.  */
#line 8 "grammar/net.y"

#include "syntax/build.h"

#line 61 "/tmp/scan/build2/net.tab.h"

/* Token kinds.  */
#ifndef NET_TOKENTYPE
# define NET_TOKENTYPE
  enum net_tokentype
  {
    T_NET_EMPTY = -2,
    T_END = 0,                     /* "the end of the file"  */
    T_NET_error = 256,             /* error  */
    T_NET_UNDEF = 257,             /* "invalid token"  */
    T_NET_TEXT = 258,              /* "the start of a file"  */
    T_GRAPH_TEXT = 259,            /* "the start of a graph"  */
    T_NL = 260,                    /* "the end of the line"  */
    T_DEFINITION_END = 261,        /* "the end of the definition"  */
    T_ID = 262,                    /* "a name"  */
    T_DIM = 263,                   /* "a dimension"  */
    T_KEY = 264,                   /* "a key"  */
    T_NUM = 265,                   /* "a number"  */
    T_DURATION = 266,              /* "a duration"  */
    T_STR = 267,                   /* "a string"  */
    T_RED = 268,                   /* "a reduction"  */
    T_DTYPE = 269,                 /* "a type"  */
    T_NET = 270,                   /* "`net`"  */
    T_LAYER = 271,                 /* "`layer`"  */
    T_OP = 272,                    /* "`op`"  */
    T_FN = 273,                    /* "`fn`"  */
    T_INIT = 274,                  /* "`init`"  */
    T_OPTIMIZER = 275,             /* "`optimizer`"  */
    T_TRAIN = 276,                 /* "`train`"  */
    T_CONST = 277,                 /* "`const`"  */
    T_IMPORT = 278,                /* "`import`"  */
    T_GRAPH = 279,                 /* "`graph`"  */
    T_PARAM = 280,                 /* "`param`"  */
    T_STATE = 281,                 /* "`state`"  */
    T_UPDATE = 282,                /* "`update`"  */
    T_DRAW = 283,                  /* "`draw`"  */
    T_SHARE = 284,                 /* "`share`"  */
    T_FREEZE = 285,                /* "`freeze`"  */
    T_SCAN = 286,                  /* "`scan`"  */
    T_OVER = 287,                  /* "`over`"  */
    T_CARRY = 288,                 /* "`carry`"  */
    T_YIELD = 289,                 /* "`yield`"  */
    T_RETURN = 290,                /* "`return`"  */
    T_REQUIRE = 291,               /* "`require`"  */
    T_FOR = 292,                   /* "`for`"  */
    T_IN = 293,                    /* "`in`"  */
    T_REPEAT = 294,                /* "`repeat`"  */
    T_IF = 295,                    /* "`if`"  */
    T_THEN = 296,                  /* "`then`"  */
    T_ELSE = 297,                  /* "`else`"  */
    T_LIST = 298,                  /* "`list`"  */
    T_GRAD = 299,                  /* "`grad`"  */
    T_GROUP = 300,                 /* "`group`"  */
    T_RENAME = 301,                /* "`rename`"  */
    T_SLOT = 302,                  /* "`slot`"  */
    T_SCALAR = 303,                /* "`scalar`"  */
    T_CONSTANT = 304,              /* "`constant`"  */
    T_DRAW_KEY = 305,              /* "`key`"  */
    T_AND = 306,                   /* "`and`"  */
    T_OR = 307,                    /* "`or`"  */
    T_NOT = 308,                   /* "`not`"  */
    T_TRUE = 309,                  /* "`true`"  */
    T_FALSE = 310,                 /* "`false`"  */
    T_AS = 311,                    /* "`as`"  */
    T_PIPE = 312,                  /* "`|>`"  */
    T_ARROW = 313,                 /* "`->`"  */
    T_OTHERWISE = 314,             /* "`??`"  */
    T_DOTS = 315,                  /* "`..`"  */
    T_EQUAL = 316,                 /* "`==`"  */
    T_NOT_EQUAL = 317,             /* "`!=`"  */
    T_LESS_EQUAL = 318,            /* "`<=`"  */
    T_GREATER_EQUAL = 319,         /* "`>=`"  */
    T_SET_OPEN = 320,              /* "`{`"  */
    T_SET_CLOSE = 321              /* "`}`"  */
  };
  typedef enum net_tokentype net_token_kind_t;
#endif

/* Value type.  */
#if ! defined NET_STYPE && ! defined NET_STYPE_IS_DECLARED
union NET_STYPE
{
#line 37 "grammar/net.y"

  const char *name;
  int word;
  AstPack pack;
  AstRange *range;
  AstArgument *argument;
  AstBinding *binding;
  AstParameter *parameter;
  AstResult *result;
  AstExpr *expr;
  AstType *type;
  AstStatement *statement;
  AstDefinition *definition;
  AstExprs exprs;
  AstNames names;
  AstRanges ranges;
  AstArguments arguments;
  AstBindings bindings;
  AstParameters parameters;
  AstResults results;
  AstBlock block;

#line 167 "/tmp/scan/build2/net.tab.h"

};
typedef union NET_STYPE NET_STYPE;
# define NET_STYPE_IS_TRIVIAL 1
# define NET_STYPE_IS_DECLARED 1
#endif

/* Location type.  */
typedef Place NET_LTYPE;




int net_parse (Parser *p);


#endif /* !YY_NET_TMP_SCAN_BUILD2_NET_TAB_H_INCLUDED  */
