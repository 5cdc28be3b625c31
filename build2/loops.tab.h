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

#ifndef YY_LOOPS_TEXT_TMP_SCAN_BUILD2_LOOPS_TAB_H_INCLUDED
# define YY_LOOPS_TEXT_TMP_SCAN_BUILD2_LOOPS_TAB_H_INCLUDED
/* Debug traces.  */
#ifndef LOOPS_TEXT_DEBUG
# if defined YYDEBUG
#if YYDEBUG
#   define LOOPS_TEXT_DEBUG 1
#  else
#   define LOOPS_TEXT_DEBUG 0
#  endif
# else /* ! defined YYDEBUG */
#  define LOOPS_TEXT_DEBUG 0
# endif /* ! defined YYDEBUG */
#endif  /* ! defined LOOPS_TEXT_DEBUG */
#if LOOPS_TEXT_DEBUG
extern int loops_text_debug;
#endif
/* "%code requires" blocks.  */
#line 11 "grammar/loops.y"

#include "loops/parse.h"

#line 61 "/tmp/scan/build2/loops.tab.h"

/* Token kinds.  */
#ifndef LOOPS_TEXT_TOKENTYPE
# define LOOPS_TEXT_TOKENTYPE
  enum loops_text_tokentype
  {
    L_LOOPS_TEXT_EMPTY = -2,
    L_END = 0,                     /* "the end of the text"  */
    L_LOOPS_TEXT_error = 256,      /* error  */
    L_LOOPS_TEXT_UNDEF = 257,      /* "invalid token"  */
    L_NAME = 258,                  /* "a name"  */
    L_STRING = 259,                /* "a string"  */
    L_INTEGER = 260,               /* "a whole number"  */
    L_DECIMAL = 261,               /* "a number"  */
    L_AND = 262,                   /* "`and`"  */
    L_AS = 263,                    /* "`as`"  */
    L_AT = 264,                    /* "`at`"  */
    L_BUFFER = 265,                /* "`buffer`"  */
    L_BY = 266,                    /* "`by`"  */
    L_CALL = 267,                  /* "`call`"  */
    L_CONSTANT = 268,              /* "`constant`"  */
    L_COST = 269,                  /* "`cost`"  */
    L_ELSE = 270,                  /* "`else`"  */
    L_ENTRY = 271,                 /* "`entry`"  */
    L_FALSE = 272,                 /* "`false`"  */
    L_FOR = 273,                   /* "`for`"  */
    L_IF = 274,                    /* "`if`"  */
    L_IN = 275,                    /* "`in`"  */
    L_INOUT = 276,                 /* "`inout`"  */
    L_KERNEL = 277,                /* "`kernel`"  */
    L_LET = 278,                   /* "`let`"  */
    L_NOT = 279,                   /* "`not`"  */
    L_OF = 280,                    /* "`of`"  */
    L_OR = 281,                    /* "`or`"  */
    L_OUT = 282,                   /* "`out`"  */
    L_PARALLEL = 283,              /* "`parallel`"  */
    L_PROGRAM = 284,               /* "`program`"  */
    L_STEP = 285,                  /* "`step`"  */
    L_TRUE = 286,                  /* "`true`"  */
    L_UNROLL = 287,                /* "`unroll`"  */
    L_DOTS = 288,                  /* "`..`"  */
    L_EQUAL = 289,                 /* "`==`"  */
    L_NOT_EQUAL = 290,             /* "`!=`"  */
    L_LESS_EQUAL = 291,            /* "`<=`"  */
    L_LEFT = 292,                  /* "`<<`"  */
    L_RIGHT = 293,                 /* "`>>`"  */
    L_MINUS = 294                  /* MINUS  */
  };
  typedef enum loops_text_tokentype loops_text_token_kind_t;
#endif

/* Value type.  */
#if ! defined LOOPS_TEXT_STYPE && ! defined LOOPS_TEXT_STYPE_IS_DECLARED
union LOOPS_TEXT_STYPE
{
#line 36 "grammar/loops.y"

  const char *text;
  uint64_t integer;
  double number;
  Tree *tree;
  Trees trees;
  NetcArgument argument;
  Arguments arguments;
  Access access;

#line 128 "/tmp/scan/build2/loops.tab.h"

};
typedef union LOOPS_TEXT_STYPE LOOPS_TEXT_STYPE;
# define LOOPS_TEXT_STYPE_IS_TRIVIAL 1
# define LOOPS_TEXT_STYPE_IS_DECLARED 1
#endif

/* Location type.  */
typedef Place LOOPS_TEXT_LTYPE;




int loops_text_parse (LoopsParser *p);


#endif /* !YY_LOOPS_TEXT_TMP_SCAN_BUILD2_LOOPS_TAB_H_INCLUDED  */
