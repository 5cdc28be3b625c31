/* A Bison parser, made by GNU Bison 3.8.2.  */

/* Bison implementation for Yacc-like parsers in C

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

/* C LALR(1) parser skeleton written by Richard Stallman, by
   simplifying the original so-called "semantic" parser.  */

/* DO NOT RELY ON FEATURES THAT ARE NOT DOCUMENTED in the manual,
   especially those whose name start with YY_ or yy_.  They are
   private implementation details that can be changed or removed.  */

/* All symbols defined below should begin with yy or YY, to avoid
   infringing on user name space.  This should be done even for local
   variables, as they might otherwise be expanded by user macros.
   There are some unavoidable exceptions within include files to
   define necessary library symbols; they are noted "INFRINGES ON
   USER NAME SPACE" below.  */

/* Identify Bison output, and Bison version.  */
#define YYBISON 30802

/* Bison version string.  */
#define YYBISON_VERSION "3.8.2"

/* Skeleton name.  */
#define YYSKELETON_NAME "yacc.c"

/* Pure parsers.  */
#define YYPURE 2

/* Push parsers.  */
#define YYPUSH 0

/* Pull parsers.  */
#define YYPULL 1

/* Substitute the type names.  */
#define YYSTYPE         NET_STYPE
#define YYLTYPE         NET_LTYPE
/* Substitute the variable and function names.  */
#define yyparse         net_parse
#define yylex           net_lex
#define yyerror         net_error
#define yydebug         net_debug
#define yynerrs         net_nerrs


# ifndef YY_CAST
#  ifdef __cplusplus
#   define YY_CAST(Type, Val) static_cast<Type> (Val)
#   define YY_REINTERPRET_CAST(Type, Val) reinterpret_cast<Type> (Val)
#  else
#   define YY_CAST(Type, Val) ((Type) (Val))
#   define YY_REINTERPRET_CAST(Type, Val) ((Type) (Val))
#  endif
# endif
# ifndef YY_NULLPTR
#  if defined __cplusplus
#   if 201103L <= __cplusplus
#    define YY_NULLPTR nullptr
#   else
#    define YY_NULLPTR 0
#   endif
#  else
#   define YY_NULLPTR ((void*)0)
#  endif
# endif

#include "net.tab.h"
/* Symbol kind.  */
enum yysymbol_kind_t
{
  YYSYMBOL_YYEMPTY = -2,
  YYSYMBOL_YYEOF = 0,                      /* "the end of the file"  */
  YYSYMBOL_YYerror = 1,                    /* error  */
  YYSYMBOL_YYUNDEF = 2,                    /* "invalid token"  */
  YYSYMBOL_NET_TEXT = 3,                   /* "the start of a file"  */
  YYSYMBOL_GRAPH_TEXT = 4,                 /* "the start of a graph"  */
  YYSYMBOL_NL = 5,                         /* "the end of the line"  */
  YYSYMBOL_DEFINITION_END = 6,             /* "the end of the definition"  */
  YYSYMBOL_ID = 7,                         /* "a name"  */
  YYSYMBOL_DIM = 8,                        /* "a dimension"  */
  YYSYMBOL_KEY = 9,                        /* "a key"  */
  YYSYMBOL_NUM = 10,                       /* "a number"  */
  YYSYMBOL_DURATION = 11,                  /* "a duration"  */
  YYSYMBOL_STR = 12,                       /* "a string"  */
  YYSYMBOL_RED = 13,                       /* "a reduction"  */
  YYSYMBOL_DTYPE = 14,                     /* "a type"  */
  YYSYMBOL_NET = 15,                       /* "`net`"  */
  YYSYMBOL_LAYER = 16,                     /* "`layer`"  */
  YYSYMBOL_OP = 17,                        /* "`op`"  */
  YYSYMBOL_FN = 18,                        /* "`fn`"  */
  YYSYMBOL_INIT = 19,                      /* "`init`"  */
  YYSYMBOL_OPTIMIZER = 20,                 /* "`optimizer`"  */
  YYSYMBOL_TRAIN = 21,                     /* "`train`"  */
  YYSYMBOL_CONST = 22,                     /* "`const`"  */
  YYSYMBOL_IMPORT = 23,                    /* "`import`"  */
  YYSYMBOL_GRAPH = 24,                     /* "`graph`"  */
  YYSYMBOL_PARAM = 25,                     /* "`param`"  */
  YYSYMBOL_STATE = 26,                     /* "`state`"  */
  YYSYMBOL_UPDATE = 27,                    /* "`update`"  */
  YYSYMBOL_DRAW = 28,                      /* "`draw`"  */
  YYSYMBOL_SHARE = 29,                     /* "`share`"  */
  YYSYMBOL_FREEZE = 30,                    /* "`freeze`"  */
  YYSYMBOL_SCAN = 31,                      /* "`scan`"  */
  YYSYMBOL_OVER = 32,                      /* "`over`"  */
  YYSYMBOL_CARRY = 33,                     /* "`carry`"  */
  YYSYMBOL_YIELD = 34,                     /* "`yield`"  */
  YYSYMBOL_RETURN = 35,                    /* "`return`"  */
  YYSYMBOL_REQUIRE = 36,                   /* "`require`"  */
  YYSYMBOL_FOR = 37,                       /* "`for`"  */
  YYSYMBOL_IN = 38,                        /* "`in`"  */
  YYSYMBOL_REPEAT = 39,                    /* "`repeat`"  */
  YYSYMBOL_IF = 40,                        /* "`if`"  */
  YYSYMBOL_THEN = 41,                      /* "`then`"  */
  YYSYMBOL_ELSE = 42,                      /* "`else`"  */
  YYSYMBOL_LIST = 43,                      /* "`list`"  */
  YYSYMBOL_GRAD = 44,                      /* "`grad`"  */
  YYSYMBOL_GROUP = 45,                     /* "`group`"  */
  YYSYMBOL_RENAME = 46,                    /* "`rename`"  */
  YYSYMBOL_SLOT = 47,                      /* "`slot`"  */
  YYSYMBOL_SCALAR = 48,                    /* "`scalar`"  */
  YYSYMBOL_CONSTANT = 49,                  /* "`constant`"  */
  YYSYMBOL_DRAW_KEY = 50,                  /* "`key`"  */
  YYSYMBOL_AND = 51,                       /* "`and`"  */
  YYSYMBOL_OR = 52,                        /* "`or`"  */
  YYSYMBOL_NOT = 53,                       /* "`not`"  */
  YYSYMBOL_TRUE = 54,                      /* "`true`"  */
  YYSYMBOL_FALSE = 55,                     /* "`false`"  */
  YYSYMBOL_AS = 56,                        /* "`as`"  */
  YYSYMBOL_PIPE = 57,                      /* "`|>`"  */
  YYSYMBOL_ARROW = 58,                     /* "`->`"  */
  YYSYMBOL_OTHERWISE = 59,                 /* "`??`"  */
  YYSYMBOL_DOTS = 60,                      /* "`..`"  */
  YYSYMBOL_EQUAL = 61,                     /* "`==`"  */
  YYSYMBOL_NOT_EQUAL = 62,                 /* "`!=`"  */
  YYSYMBOL_LESS_EQUAL = 63,                /* "`<=`"  */
  YYSYMBOL_GREATER_EQUAL = 64,             /* "`>=`"  */
  YYSYMBOL_SET_OPEN = 65,                  /* "`{`"  */
  YYSYMBOL_SET_CLOSE = 66,                 /* "`}`"  */
  YYSYMBOL_67_ = 67,                       /* '('  */
  YYSYMBOL_68_ = 68,                       /* ')'  */
  YYSYMBOL_69_ = 69,                       /* '~'  */
  YYSYMBOL_70_ = 70,                       /* ':'  */
  YYSYMBOL_71_ = 71,                       /* '='  */
  YYSYMBOL_72_ = 72,                       /* ','  */
  YYSYMBOL_73_ = 73,                       /* '['  */
  YYSYMBOL_74_ = 74,                       /* ']'  */
  YYSYMBOL_75_ = 75,                       /* '{'  */
  YYSYMBOL_76_ = 76,                       /* '}'  */
  YYSYMBOL_77_ = 77,                       /* '<'  */
  YYSYMBOL_78_ = 78,                       /* '.'  */
  YYSYMBOL_79_ = 79,                       /* '>'  */
  YYSYMBOL_80_ = 80,                       /* '+'  */
  YYSYMBOL_81_ = 81,                       /* '-'  */
  YYSYMBOL_82_ = 82,                       /* '*'  */
  YYSYMBOL_83_ = 83,                       /* '/'  */
  YYSYMBOL_84_ = 84,                       /* '%'  */
  YYSYMBOL_85_ = 85,                       /* '^'  */
  YYSYMBOL_YYACCEPT = 86,                  /* $accept  */
  YYSYMBOL_source = 87,                    /* source  */
  YYSYMBOL_definitions = 88,               /* definitions  */
  YYSYMBOL_graph_definitions = 89,         /* graph_definitions  */
  YYSYMBOL_definition = 90,                /* definition  */
  YYSYMBOL_function = 91,                  /* function  */
  YYSYMBOL_graph_definition = 92,          /* graph_definition  */
  YYSYMBOL_parameters = 93,                /* parameters  */
  YYSYMBOL_parameter_list = 94,            /* parameter_list  */
  YYSYMBOL_parameter = 95,                 /* parameter  */
  YYSYMBOL_bound = 96,                     /* bound  */
  YYSYMBOL_default = 97,                   /* default  */
  YYSYMBOL_results_if_any = 98,            /* results_if_any  */
  YYSYMBOL_results = 99,                   /* results  */
  YYSYMBOL_result = 100,                   /* result  */
  YYSYMBOL_type = 101,                     /* type  */
  YYSYMBOL_shape = 102,                    /* shape  */
  YYSYMBOL_equations = 103,                /* equations  */
  YYSYMBOL_equation = 104,                 /* equation  */
  YYSYMBOL_block = 105,                    /* block  */
  YYSYMBOL_statements = 106,               /* statements  */
  YYSYMBOL_statement = 107,                /* statement  */
  YYSYMBOL_branch = 108,                   /* branch  */
  YYSYMBOL_draw_key = 109,                 /* draw_key  */
  YYSYMBOL_extent = 110,                   /* extent  */
  YYSYMBOL_scan_options = 111,             /* scan_options  */
  YYSYMBOL_scan_option = 112,              /* scan_option  */
  YYSYMBOL_carries = 113,                  /* carries  */
  YYSYMBOL_bindings = 114,                 /* bindings  */
  YYSYMBOL_binding = 115,                  /* binding  */
  YYSYMBOL_type_if_any = 116,              /* type_if_any  */
  YYSYMBOL_names = 117,                    /* names  */
  YYSYMBOL_expressions = 118,              /* expressions  */
  YYSYMBOL_expr = 119,                     /* expr  */
  YYSYMBOL_pipe = 120,                     /* pipe  */
  YYSYMBOL_alias = 121,                    /* alias  */
  YYSYMBOL_stage = 122,                    /* stage  */
  YYSYMBOL_callee = 123,                   /* callee  */
  YYSYMBOL_disjunction = 124,              /* disjunction  */
  YYSYMBOL_conjunction = 125,              /* conjunction  */
  YYSYMBOL_negation = 126,                 /* negation  */
  YYSYMBOL_comparison_expr = 127,          /* comparison_expr  */
  YYSYMBOL_comparison = 128,               /* comparison  */
  YYSYMBOL_sum = 129,                      /* sum  */
  YYSYMBOL_term = 130,                     /* term  */
  YYSYMBOL_reduction = 131,                /* reduction  */
  YYSYMBOL_condition = 132,                /* condition  */
  YYSYMBOL_otherwise = 133,                /* otherwise  */
  YYSYMBOL_ranges = 134,                   /* ranges  */
  YYSYMBOL_range = 135,                    /* range  */
  YYSYMBOL_product = 136,                  /* product  */
  YYSYMBOL_unary = 137,                    /* unary  */
  YYSYMBOL_power = 138,                    /* power  */
  YYSYMBOL_postfix = 139,                  /* postfix  */
  YYSYMBOL_read = 140,                     /* read  */
  YYSYMBOL_arguments = 141,                /* arguments  */
  YYSYMBOL_argument_list = 142,            /* argument_list  */
  YYSYMBOL_argument = 143,                 /* argument  */
  YYSYMBOL_primary = 144,                  /* primary  */
  YYSYMBOL_pack = 145,                     /* pack  */
  YYSYMBOL_name = 146,                     /* name  */
  YYSYMBOL_fields = 147,                   /* fields  */
  YYSYMBOL_field = 148                     /* field  */
};
typedef enum yysymbol_kind_t yysymbol_kind_t;



/* Unqualified %code blocks.  */
#line 21 "grammar/net.y"

int net_lex(NET_STYPE *value, Place *place, Parser *p);
// Called when the parser's stack is full.
void net_error(const Place *place, Parser *p, const char *message);
// Reports that the token the parser got last was none of those expected.
void parse_report(Parser *p, const char *const *expected, int count);

#define YYLLOC_DEFAULT(current, right, count)                                                      \
  do {                                                                                             \
    (current).start = (count) ? YYRHSLOC(right, 1).start : YYRHSLOC(right, 0).end;                 \
    (current).end = YYRHSLOC(right, count).end;                                                    \
  } while (0)
#define YYMAXDEPTH 20000
#pragma GCC diagnostic ignored "-Wunused-but-set-variable"  // bison counts errors for itself

#line 275 "/tmp/scan/build2/net.tab.c"

#ifdef short
# undef short
#endif

/* On compilers that do not define __PTRDIFF_MAX__ etc., make sure
   <limits.h> and (if available) <stdint.h> are included
   so that the code can choose integer types of a good width.  */

#ifndef __PTRDIFF_MAX__
# include <limits.h> /* INFRINGES ON USER NAME SPACE */
# if defined __STDC_VERSION__ && 199901 <= __STDC_VERSION__
#  include <stdint.h> /* INFRINGES ON USER NAME SPACE */
#  define YY_STDINT_H
# endif
#endif

/* Narrow types that promote to a signed type and that can represent a
   signed or unsigned integer of at least N bits.  In tables they can
   save space and decrease cache pressure.  Promoting to a signed type
   helps avoid bugs in integer arithmetic.  */

#ifdef __INT_LEAST8_MAX__
typedef __INT_LEAST8_TYPE__ yytype_int8;
#elif defined YY_STDINT_H
typedef int_least8_t yytype_int8;
#else
typedef signed char yytype_int8;
#endif

#ifdef __INT_LEAST16_MAX__
typedef __INT_LEAST16_TYPE__ yytype_int16;
#elif defined YY_STDINT_H
typedef int_least16_t yytype_int16;
#else
typedef short yytype_int16;
#endif

/* Work around bug in HP-UX 11.23, which defines these macros
   incorrectly for preprocessor constants.  This workaround can likely
   be removed in 2023, as HPE has promised support for HP-UX 11.23
   (aka HP-UX 11i v2) only through the end of 2022; see Table 2 of
   <https://h20195.www2.hpe.com/V2/getpdf.aspx/4AA4-7673ENW.pdf>.  */
#ifdef __hpux
# undef UINT_LEAST8_MAX
# undef UINT_LEAST16_MAX
# define UINT_LEAST8_MAX 255
# define UINT_LEAST16_MAX 65535
#endif

#if defined __UINT_LEAST8_MAX__ && __UINT_LEAST8_MAX__ <= __INT_MAX__
typedef __UINT_LEAST8_TYPE__ yytype_uint8;
#elif (!defined __UINT_LEAST8_MAX__ && defined YY_STDINT_H \
       && UINT_LEAST8_MAX <= INT_MAX)
typedef uint_least8_t yytype_uint8;
#elif !defined __UINT_LEAST8_MAX__ && UCHAR_MAX <= INT_MAX
typedef unsigned char yytype_uint8;
#else
typedef short yytype_uint8;
#endif

#if defined __UINT_LEAST16_MAX__ && __UINT_LEAST16_MAX__ <= __INT_MAX__
typedef __UINT_LEAST16_TYPE__ yytype_uint16;
#elif (!defined __UINT_LEAST16_MAX__ && defined YY_STDINT_H \
       && UINT_LEAST16_MAX <= INT_MAX)
typedef uint_least16_t yytype_uint16;
#elif !defined __UINT_LEAST16_MAX__ && USHRT_MAX <= INT_MAX
typedef unsigned short yytype_uint16;
#else
typedef int yytype_uint16;
#endif

#ifndef YYPTRDIFF_T
# if defined __PTRDIFF_TYPE__ && defined __PTRDIFF_MAX__
#  define YYPTRDIFF_T __PTRDIFF_TYPE__
#  define YYPTRDIFF_MAXIMUM __PTRDIFF_MAX__
# elif defined PTRDIFF_MAX
#  ifndef ptrdiff_t
#   include <stddef.h> /* INFRINGES ON USER NAME SPACE */
#  endif
#  define YYPTRDIFF_T ptrdiff_t
#  define YYPTRDIFF_MAXIMUM PTRDIFF_MAX
# else
#  define YYPTRDIFF_T long
#  define YYPTRDIFF_MAXIMUM LONG_MAX
# endif
#endif

#ifndef YYSIZE_T
# ifdef __SIZE_TYPE__
#  define YYSIZE_T __SIZE_TYPE__
# elif defined size_t
#  define YYSIZE_T size_t
# elif defined __STDC_VERSION__ && 199901 <= __STDC_VERSION__
#  include <stddef.h> /* INFRINGES ON USER NAME SPACE */
#  define YYSIZE_T size_t
# else
#  define YYSIZE_T unsigned
# endif
#endif

#define YYSIZE_MAXIMUM                                  \
  YY_CAST (YYPTRDIFF_T,                                 \
           (YYPTRDIFF_MAXIMUM < YY_CAST (YYSIZE_T, -1)  \
            ? YYPTRDIFF_MAXIMUM                         \
            : YY_CAST (YYSIZE_T, -1)))

#define YYSIZEOF(X) YY_CAST (YYPTRDIFF_T, sizeof (X))


/* Stored state numbers (used for stacks). */
typedef yytype_int16 yy_state_t;

/* State numbers in computations.  */
typedef int yy_state_fast_t;

#ifndef YY_
# if defined YYENABLE_NLS && YYENABLE_NLS
#  if ENABLE_NLS
#   include <libintl.h> /* INFRINGES ON USER NAME SPACE */
#   define YY_(Msgid) dgettext ("bison-runtime", Msgid)
#  endif
# endif
# ifndef YY_
#  define YY_(Msgid) Msgid
# endif
#endif


#ifndef YY_ATTRIBUTE_PURE
# if defined __GNUC__ && 2 < __GNUC__ + (96 <= __GNUC_MINOR__)
#  define YY_ATTRIBUTE_PURE __attribute__ ((__pure__))
# else
#  define YY_ATTRIBUTE_PURE
# endif
#endif

#ifndef YY_ATTRIBUTE_UNUSED
# if defined __GNUC__ && 2 < __GNUC__ + (7 <= __GNUC_MINOR__)
#  define YY_ATTRIBUTE_UNUSED __attribute__ ((__unused__))
# else
#  define YY_ATTRIBUTE_UNUSED
# endif
#endif

/* Suppress unused-variable warnings by "using" E.  */
#if ! defined lint || defined __GNUC__
# define YY_USE(E) ((void) (E))
#else
# define YY_USE(E) /* empty */
#endif

/* Suppress an incorrect diagnostic about yylval being uninitialized.  */
#if defined __GNUC__ && ! defined __ICC && 406 <= __GNUC__ * 100 + __GNUC_MINOR__
# if __GNUC__ * 100 + __GNUC_MINOR__ < 407
#  define YY_IGNORE_MAYBE_UNINITIALIZED_BEGIN                           \
    _Pragma ("GCC diagnostic push")                                     \
    _Pragma ("GCC diagnostic ignored \"-Wuninitialized\"")
# else
#  define YY_IGNORE_MAYBE_UNINITIALIZED_BEGIN                           \
    _Pragma ("GCC diagnostic push")                                     \
    _Pragma ("GCC diagnostic ignored \"-Wuninitialized\"")              \
    _Pragma ("GCC diagnostic ignored \"-Wmaybe-uninitialized\"")
# endif
# define YY_IGNORE_MAYBE_UNINITIALIZED_END      \
    _Pragma ("GCC diagnostic pop")
#else
# define YY_INITIAL_VALUE(Value) Value
#endif
#ifndef YY_IGNORE_MAYBE_UNINITIALIZED_BEGIN
# define YY_IGNORE_MAYBE_UNINITIALIZED_BEGIN
# define YY_IGNORE_MAYBE_UNINITIALIZED_END
#endif
#ifndef YY_INITIAL_VALUE
# define YY_INITIAL_VALUE(Value) /* Nothing. */
#endif

#if defined __cplusplus && defined __GNUC__ && ! defined __ICC && 6 <= __GNUC__
# define YY_IGNORE_USELESS_CAST_BEGIN                          \
    _Pragma ("GCC diagnostic push")                            \
    _Pragma ("GCC diagnostic ignored \"-Wuseless-cast\"")
# define YY_IGNORE_USELESS_CAST_END            \
    _Pragma ("GCC diagnostic pop")
#endif
#ifndef YY_IGNORE_USELESS_CAST_BEGIN
# define YY_IGNORE_USELESS_CAST_BEGIN
# define YY_IGNORE_USELESS_CAST_END
#endif


#define YY_ASSERT(E) ((void) (0 && (E)))

#if 1

/* The parser invokes alloca or malloc; define the necessary symbols.  */

# ifdef YYSTACK_ALLOC
   /* Pacify GCC's 'empty if-body' warning.  */
#  define YYSTACK_FREE(Ptr) do { /* empty */; } while (0)
#  ifndef YYSTACK_ALLOC_MAXIMUM
    /* The OS might guarantee only one guard page at the bottom of the stack,
       and a page size can be as small as 4096 bytes.  So we cannot safely
       invoke alloca (N) if N exceeds 4096.  Use a slightly smaller number
       to allow for a few compiler-allocated temporary stack slots.  */
#   define YYSTACK_ALLOC_MAXIMUM 4032 /* reasonable circa 2006 */
#  endif
# else
#  define YYSTACK_ALLOC YYMALLOC
#  define YYSTACK_FREE YYFREE
#  ifndef YYSTACK_ALLOC_MAXIMUM
#   define YYSTACK_ALLOC_MAXIMUM YYSIZE_MAXIMUM
#  endif
#  if (defined __cplusplus && ! defined EXIT_SUCCESS \
       && ! ((defined YYMALLOC || defined malloc) \
             && (defined YYFREE || defined free)))
#   include <stdlib.h> /* INFRINGES ON USER NAME SPACE */
#   ifndef EXIT_SUCCESS
#    define EXIT_SUCCESS 0
#   endif
#  endif
#  ifndef YYMALLOC
#   define YYMALLOC malloc
#   if ! defined malloc && ! defined EXIT_SUCCESS
void *malloc (YYSIZE_T); /* INFRINGES ON USER NAME SPACE */
#   endif
#  endif
#  ifndef YYFREE
#   define YYFREE free
#   if ! defined free && ! defined EXIT_SUCCESS
void free (void *); /* INFRINGES ON USER NAME SPACE */
#   endif
#  endif
# endif
# define YYCOPY_NEEDED 1
#endif /* 1 */

#if (! defined yyoverflow \
     && (! defined __cplusplus \
         || (defined NET_LTYPE_IS_TRIVIAL && NET_LTYPE_IS_TRIVIAL \
             && defined NET_STYPE_IS_TRIVIAL && NET_STYPE_IS_TRIVIAL)))

/* A type that is properly aligned for any stack member.  */
union yyalloc
{
  yy_state_t yyss_alloc;
  YYSTYPE yyvs_alloc;
  YYLTYPE yyls_alloc;
};

/* The size of the maximum gap between one aligned stack and the next.  */
# define YYSTACK_GAP_MAXIMUM (YYSIZEOF (union yyalloc) - 1)

/* The size of an array large to enough to hold all stacks, each with
   N elements.  */
# define YYSTACK_BYTES(N) \
     ((N) * (YYSIZEOF (yy_state_t) + YYSIZEOF (YYSTYPE) \
             + YYSIZEOF (YYLTYPE)) \
      + 2 * YYSTACK_GAP_MAXIMUM)

# define YYCOPY_NEEDED 1

/* Relocate STACK from its old location to the new one.  The
   local variables YYSIZE and YYSTACKSIZE give the old and new number of
   elements in the stack, and YYPTR gives the new location of the
   stack.  Advance YYPTR to a properly aligned location for the next
   stack.  */
# define YYSTACK_RELOCATE(Stack_alloc, Stack)                           \
    do                                                                  \
      {                                                                 \
        YYPTRDIFF_T yynewbytes;                                         \
        YYCOPY (&yyptr->Stack_alloc, Stack, yysize);                    \
        Stack = &yyptr->Stack_alloc;                                    \
        yynewbytes = yystacksize * YYSIZEOF (*Stack) + YYSTACK_GAP_MAXIMUM; \
        yyptr += yynewbytes / YYSIZEOF (*yyptr);                        \
      }                                                                 \
    while (0)

#endif

#if defined YYCOPY_NEEDED && YYCOPY_NEEDED
/* Copy COUNT objects from SRC to DST.  The source and destination do
   not overlap.  */
# ifndef YYCOPY
#  if defined __GNUC__ && 1 < __GNUC__
#   define YYCOPY(Dst, Src, Count) \
      __builtin_memcpy (Dst, Src, YY_CAST (YYSIZE_T, (Count)) * sizeof (*(Src)))
#  else
#   define YYCOPY(Dst, Src, Count)              \
      do                                        \
        {                                       \
          YYPTRDIFF_T yyi;                      \
          for (yyi = 0; yyi < (Count); yyi++)   \
            (Dst)[yyi] = (Src)[yyi];            \
        }                                       \
      while (0)
#  endif
# endif
#endif /* !YYCOPY_NEEDED */

/* YYFINAL -- State number of the termination state.  */
#define YYFINAL  6
/* YYLAST -- Last index in YYTABLE.  */
#define YYLAST   745

/* YYNTOKENS -- Number of terminals.  */
#define YYNTOKENS  86
/* YYNNTS -- Number of nonterminals.  */
#define YYNNTS  63
/* YYNRULES -- Number of rules.  */
#define YYNRULES  204
/* YYNSTATES -- Number of states.  */
#define YYNSTATES  498

/* YYMAXUTOK -- Last valid token kind.  */
#define YYMAXUTOK   321


/* YYTRANSLATE(TOKEN-NUM) -- Symbol number corresponding to TOKEN-NUM
   as returned by yylex, with out-of-bounds checking.  */
#define YYTRANSLATE(YYX)                                \
  (0 <= (YYX) && (YYX) <= YYMAXUTOK                     \
   ? YY_CAST (yysymbol_kind_t, yytranslate[YYX])        \
   : YYSYMBOL_YYUNDEF)

/* YYTRANSLATE[TOKEN-NUM] -- Symbol number corresponding to TOKEN-NUM
   as returned by yylex.  */
static const yytype_int8 yytranslate[] =
{
       0,     2,     2,     2,     2,     2,     2,     2,     2,     2,
       2,     2,     2,     2,     2,     2,     2,     2,     2,     2,
       2,     2,     2,     2,     2,     2,     2,     2,     2,     2,
       2,     2,     2,     2,     2,     2,     2,    84,     2,     2,
      67,    68,    82,    80,    72,    81,    78,    83,     2,     2,
       2,     2,     2,     2,     2,     2,     2,     2,    70,     2,
      77,    71,    79,     2,     2,     2,     2,     2,     2,     2,
       2,     2,     2,     2,     2,     2,     2,     2,     2,     2,
       2,     2,     2,     2,     2,     2,     2,     2,     2,     2,
       2,    73,     2,    74,    85,     2,     2,     2,     2,     2,
       2,     2,     2,     2,     2,     2,     2,     2,     2,     2,
       2,     2,     2,     2,     2,     2,     2,     2,     2,     2,
       2,     2,     2,    75,     2,    76,    69,     2,     2,     2,
       2,     2,     2,     2,     2,     2,     2,     2,     2,     2,
       2,     2,     2,     2,     2,     2,     2,     2,     2,     2,
       2,     2,     2,     2,     2,     2,     2,     2,     2,     2,
       2,     2,     2,     2,     2,     2,     2,     2,     2,     2,
       2,     2,     2,     2,     2,     2,     2,     2,     2,     2,
       2,     2,     2,     2,     2,     2,     2,     2,     2,     2,
       2,     2,     2,     2,     2,     2,     2,     2,     2,     2,
       2,     2,     2,     2,     2,     2,     2,     2,     2,     2,
       2,     2,     2,     2,     2,     2,     2,     2,     2,     2,
       2,     2,     2,     2,     2,     2,     2,     2,     2,     2,
       2,     2,     2,     2,     2,     2,     2,     2,     2,     2,
       2,     2,     2,     2,     2,     2,     2,     2,     2,     2,
       2,     2,     2,     2,     2,     2,     1,     2,     3,     4,
       5,     6,     7,     8,     9,    10,    11,    12,    13,    14,
      15,    16,    17,    18,    19,    20,    21,    22,    23,    24,
      25,    26,    27,    28,    29,    30,    31,    32,    33,    34,
      35,    36,    37,    38,    39,    40,    41,    42,    43,    44,
      45,    46,    47,    48,    49,    50,    51,    52,    53,    54,
      55,    56,    57,    58,    59,    60,    61,    62,    63,    64,
      65,    66
};

#if NET_DEBUG
/* YYRLINE[YYN] -- Source line where rule number YYN was defined.  */
static const yytype_int16 yyrline[] =
{
       0,   103,   103,   104,   108,   109,   110,   111,   115,   116,
     117,   118,   119,   125,   127,   129,   131,   133,   135,   136,
     138,   140,   142,   147,   149,   154,   158,   158,   161,   162,
     166,   167,   168,   172,   172,   173,   173,   175,   175,   178,
     179,   183,   184,   185,   189,   190,   191,   192,   195,   195,
     200,   201,   205,   206,   207,   208,   209,   210,   215,   218,
     219,   223,   224,   225,   226,   228,   230,   232,   233,   234,
     235,   236,   237,   238,   239,   240,   241,   242,   243,   244,
     245,   246,   247,   248,   249,   251,   253,   254,   255,   256,
     257,   259,   261,   262,   263,   267,   268,   269,   272,   272,
     273,   273,   276,   277,   280,   282,   282,   285,   286,   289,
     291,   291,   294,   295,   301,   302,   306,   307,   311,   312,
     315,   315,   318,   319,   323,   324,   327,   327,   328,   328,
     329,   329,   331,   331,   334,   335,   336,   337,   338,   339,
     343,   344,   345,   350,   351,   352,   353,   357,   358,   361,
     361,   362,   362,   365,   366,   370,   371,   372,   373,   374,
     378,   379,   380,   381,   384,   384,   385,   385,   388,   389,
     390,   394,   395,   396,   397,   398,   401,   401,   404,   405,
     409,   410,   414,   415,   416,   417,   418,   419,   420,   421,
     422,   423,   424,   425,   426,   427,   431,   432,   433,   434,
     437,   437,   440,   441,   444
};
#endif

/** Accessing symbol of state STATE.  */
#define YY_ACCESSING_SYMBOL(State) YY_CAST (yysymbol_kind_t, yystos[State])

#if 1
/* The user-facing name of the symbol whose (internal) number is
   YYSYMBOL.  No bounds checking.  */
static const char *yysymbol_name (yysymbol_kind_t yysymbol) YY_ATTRIBUTE_UNUSED;

static const char *
yysymbol_name (yysymbol_kind_t yysymbol)
{
  static const char *const yy_sname[] =
  {
  "the end of the file", "error", "invalid token", "the start of a file",
  "the start of a graph", "the end of the line",
  "the end of the definition", "a name", "a dimension", "a key",
  "a number", "a duration", "a string", "a reduction", "a type", "`net`",
  "`layer`", "`op`", "`fn`", "`init`", "`optimizer`", "`train`", "`const`",
  "`import`", "`graph`", "`param`", "`state`", "`update`", "`draw`",
  "`share`", "`freeze`", "`scan`", "`over`", "`carry`", "`yield`",
  "`return`", "`require`", "`for`", "`in`", "`repeat`", "`if`", "`then`",
  "`else`", "`list`", "`grad`", "`group`", "`rename`", "`slot`",
  "`scalar`", "`constant`", "`key`", "`and`", "`or`", "`not`", "`true`",
  "`false`", "`as`", "`|>`", "`->`", "`??`", "`..`", "`==`", "`!=`",
  "`<=`", "`>=`", "`{`", "`}`", "'('", "')'", "'~'", "':'", "'='", "','",
  "'['", "']'", "'{'", "'}'", "'<'", "'.'", "'>'", "'+'", "'-'", "'*'",
  "'/'", "'%'", "'^'", "$accept", "source", "definitions",
  "graph_definitions", "definition", "function", "graph_definition",
  "parameters", "parameter_list", "parameter", "bound", "default",
  "results_if_any", "results", "result", "type", "shape", "equations",
  "equation", "block", "statements", "statement", "branch", "draw_key",
  "extent", "scan_options", "scan_option", "carries", "bindings",
  "binding", "type_if_any", "names", "expressions", "expr", "pipe",
  "alias", "stage", "callee", "disjunction", "conjunction", "negation",
  "comparison_expr", "comparison", "sum", "term", "reduction", "condition",
  "otherwise", "ranges", "range", "product", "unary", "power", "postfix",
  "read", "arguments", "argument_list", "argument", "primary", "pack",
  "name", "fields", "field", YY_NULLPTR
  };
  return yy_sname[yysymbol];
}
#endif

#define YYPACT_NINF (-339)

#define yypact_value_is_default(Yyn) \
  ((Yyn) == YYPACT_NINF)

#define YYTABLE_NINF (-202)

#define yytable_value_is_error(Yyn) \
  0

/* YYPACT[STATE-NUM] -- Index in YYTABLE of the portion describing
   STATE-NUM.  */
static const yytype_int16 yypact[] =
{
      49,  -339,  -339,    59,   367,   223,  -339,    20,    75,   155,
     182,   201,   214,   228,   238,   261,   259,   298,  -339,    21,
     302,   307,   312,  -339,  -339,   314,   256,   257,   260,   262,
     263,   266,   268,   269,    28,  -339,  -339,   330,   273,  -339,
    -339,    41,  -339,   338,   338,   338,   338,   338,   338,   338,
     115,  -339,   339,  -339,   338,    18,   152,   276,   342,   347,
     349,   350,   351,   365,    42,   429,   365,   365,   353,   365,
     365,   356,   352,   358,   347,   347,   347,  -339,  -339,  -339,
      68,   122,   297,   299,  -339,   313,   324,   325,   327,   328,
     329,   326,   331,   199,   309,  -339,   395,   333,  -339,  -339,
     115,   365,   365,   334,   336,    19,  -339,   332,   337,   340,
     341,  -339,  -339,  -339,  -339,   348,   354,   521,   344,   521,
    -339,  -339,    39,   446,   288,   579,    27,  -339,   359,   372,
     366,  -339,  -339,   386,  -339,  -339,   167,  -339,  -339,   343,
     -15,  -339,  -339,  -339,   419,    65,   148,   129,   422,    29,
     357,   119,   360,   360,   171,   364,   376,    30,    33,    36,
     365,   437,   380,   115,   365,  -339,   393,   338,   394,   397,
      96,   392,   360,   360,  -339,   365,  -339,   142,   365,  -339,
     394,    32,   183,    38,   115,   115,   391,  -339,   347,   365,
     115,   365,   504,    76,   365,   125,   457,  -339,  -339,  -339,
     461,   400,   160,   401,   111,   402,   118,  -339,  -339,   184,
    -339,  -339,  -339,   365,   467,   521,   521,  -339,  -339,  -339,
    -339,  -339,  -339,   579,   579,   579,   579,   579,   596,   596,
     618,   365,   468,   399,   470,   365,  -339,  -339,   466,   365,
    -339,   438,   365,   365,   504,   469,  -339,  -339,  -339,    40,
    -339,   353,   441,  -339,    99,  -339,    99,   360,    99,   365,
    -339,   365,  -339,  -339,   417,  -339,   482,   360,   481,   365,
     420,  -339,    23,  -339,  -339,  -339,   487,   424,   489,   166,
    -339,   427,   425,  -339,    97,   353,   124,  -339,  -339,   430,
     365,  -339,  -339,   496,  -339,   365,  -339,   221,  -339,  -339,
    -339,   448,   -13,   366,  -339,  -339,  -339,   241,  -339,  -339,
    -339,  -339,   596,  -339,  -339,   271,   -22,   195,   440,   579,
    -339,   399,    50,   500,   360,   -11,   503,   202,   452,   516,
    -339,     7,   521,   391,   439,   165,  -339,  -339,   450,  -339,
      52,   518,   519,   115,  -339,  -339,   204,   520,   365,  -339,
     365,   365,  -339,   365,  -339,   365,  -339,   504,   271,   579,
     131,   521,    76,   484,  -339,   488,  -339,  -339,  -339,   529,
    -339,   504,   530,   -22,  -339,   504,   241,   105,  -339,  -339,
    -339,  -339,  -339,  -339,  -339,   471,   533,  -339,   391,   359,
    -339,   115,    99,  -339,   158,  -339,  -339,  -339,   365,   365,
    -339,   534,   121,   535,   491,  -339,  -339,  -339,   241,   505,
     359,  -339,   521,   477,   365,  -339,   478,  -339,   479,   347,
     542,   360,   105,   365,  -339,  -339,  -339,  -339,   545,   217,
     365,   544,   140,  -339,   547,   220,  -339,  -339,   365,  -339,
     672,   548,   271,   359,   579,  -339,  -339,  -339,   483,   486,
    -339,  -339,   360,   549,  -339,   365,   365,   490,   237,  -339,
    -339,   492,   143,  -339,  -339,  -339,  -339,  -339,   521,  -339,
    -339,   555,   240,   554,   365,   365,   365,  -339,   365,   359,
    -339,   497,   556,   562,   245,   564,   565,   365,  -339,  -339,
     501,  -339,  -339,   568,   365,  -339,   573,  -339
};

/* YYDEFACT[STATE-NUM] -- Default reduction number in state STATE-NUM.
   Performed when YYTABLE does not specify something else to do.  Zero
   means the default is an error.  */
static const yytype_uint8 yydefact[] =
{
       0,     4,     8,     0,     0,     0,     1,     0,     0,     0,
       0,     0,     0,     0,     0,     0,     0,     0,    18,     0,
       0,     0,     0,     6,    59,     0,     0,     0,     0,     0,
       0,     0,     0,     0,     0,     5,    11,     0,     0,    10,
       9,     0,     7,    26,    26,    26,    26,    26,    26,    26,
       0,    21,     0,    12,    26,     0,   112,     0,     0,     0,
       0,     0,     0,     0,     0,     0,     0,     0,     0,     0,
       0,     0,     0,     0,     0,     0,     0,    58,    60,    92,
       0,    35,     0,    27,    28,     0,     0,     0,     0,     0,
       0,    46,     0,     0,     0,    44,     0,     0,    93,    94,
       0,     0,     0,     0,   110,     0,   107,     0,     0,     0,
     182,   184,   185,   186,   187,     0,     0,     0,     0,     0,
     188,   189,   196,     0,     0,     0,     0,   114,   116,   118,
     126,   128,   130,   132,   140,   144,   143,   160,   164,   166,
     168,   171,   190,   112,     0,     0,   182,     0,     0,     0,
       0,     0,     0,     0,     0,     0,     0,     0,     0,     0,
       0,     0,     0,     0,     0,    31,     0,     0,    37,     0,
       0,     0,     0,     0,    45,     0,    48,     0,     0,    22,
      37,     0,     0,     0,     0,     0,    35,    76,     0,     0,
       0,     0,   176,     0,     0,     0,     0,   131,   200,   201,
       0,   197,   182,   184,     0,     0,     0,   202,   194,     0,
     148,   165,    72,     0,     0,     0,     0,   134,   135,   137,
     139,   136,   138,     0,     0,     0,     0,     0,     0,     0,
       0,     0,     0,   100,     0,     0,    70,    69,     0,     0,
      89,    95,     0,     0,   176,     0,    77,    78,    79,     0,
     113,     0,    33,    36,     0,    29,     0,     0,     0,     0,
      24,     0,    17,    16,     0,    49,     0,     0,     0,     0,
       0,    62,     0,   111,   109,   108,     0,     0,     0,   182,
     180,     0,   177,   178,   155,     0,   149,   153,   156,     0,
       0,   183,   198,     0,   192,     0,   193,     0,   195,   115,
     124,   120,   122,   127,   129,   141,   142,   133,   145,   161,
     146,   162,     0,   163,   167,     0,   169,     0,   173,     0,
     102,   100,     0,     0,     0,     0,     0,     0,     0,     0,
      61,     0,     0,    35,    41,     0,    39,    43,    38,    14,
       0,     0,     0,     0,    20,    25,     0,     0,     0,    81,
       0,     0,    74,     0,    73,     0,   175,     0,     0,     0,
       0,     0,     0,   151,   191,     0,   199,   204,   203,     0,
     119,   176,     0,   170,   172,   176,   101,   105,   102,    71,
      75,    88,    96,    97,    67,     0,     0,    87,    35,    34,
      30,     0,     0,    15,     0,    23,    19,    47,     0,     0,
      66,     0,     0,     0,    98,   181,   179,   158,   157,     0,
     150,   154,     0,     0,     0,   121,     0,   125,     0,     0,
       0,     0,   105,     0,    86,    32,    42,    40,     0,     0,
       0,     0,     0,    50,     0,     0,    63,    83,     0,    82,
       0,     0,     0,   152,     0,   117,   123,   174,   106,     0,
     103,    91,     0,     0,    57,     0,     0,     0,     0,    51,
      65,     0,     0,   182,    99,    80,   159,   147,     0,    90,
      68,     0,     0,     0,     0,     0,     0,    84,     0,   104,
      52,     0,     0,     0,     0,     0,     0,     0,    56,    54,
       0,    64,    85,     0,     0,    53,     0,    55
};

/* YYPGOTO[NTERM-NUM].  */
static const yytype_int16 yypgoto[] =
{
    -339,  -339,  -339,  -339,  -339,   574,  -339,   216,  -339,   413,
    -339,  -170,   403,   -88,   190,   -40,   493,  -339,   163,   -19,
    -339,  -339,   272,  -339,   275,   222,  -339,   176,   -67,   411,
    -339,   -53,   -62,   -64,  -115,  -339,  -339,  -339,  -339,   390,
    -100,  -339,  -339,  -204,  -210,   -95,  -339,  -339,  -339,   239,
    -339,  -108,  -339,  -338,  -208,  -219,  -339,   252,   172,  -175,
     494,  -339,   316
};

/* YYDEFGOTO[NTERM-NUM].  */
static const yytype_int16 yydefgoto[] =
{
       0,     3,     4,     5,    17,    18,    22,    82,    83,    84,
     333,   165,   257,   335,   336,   337,    95,   432,   433,    25,
      41,    78,    79,   441,   320,   377,   450,   421,   105,   106,
     186,    80,   126,   127,   128,   370,   301,   302,   129,   130,
     131,   132,   225,   133,   134,   135,   363,   413,   286,   287,
     136,   137,   138,   139,   140,   281,   282,   283,   141,   142,
     205,   206,   207
};

/* YYTABLE[YYPACT[STATE-NUM]] -- What to do in state STATE-NUM.  If
   positive, shift that token.  If negative, reduce the rule whose
   number is the opposite.  If YYTABLE_NINF, syntax error.  */
static const yytype_int16 yytable[] =
{
      37,   148,   195,   150,   149,   152,   153,   157,   158,   159,
      94,   145,   147,   305,   306,   151,   274,   211,   288,   197,
     407,   307,   316,    98,   187,   328,    23,    36,   349,    70,
     210,   177,   212,    51,   237,   246,    99,   268,   247,   182,
     183,   248,    55,   271,   230,   330,   198,   199,    56,   143,
      57,   231,     1,     2,   371,   379,   232,   394,   231,     6,
     181,   204,   209,   232,    24,   372,    58,    59,    60,    61,
      62,    63,    64,   388,   144,    65,    66,    67,    68,   161,
      69,    70,    26,   284,    52,    71,    72,    73,    74,    75,
      76,   188,   350,    24,   351,    24,    24,   234,   249,   213,
     253,   213,   188,   269,   466,   188,   334,   373,   188,   200,
     213,   264,   213,    91,   266,   376,   304,    77,   309,   311,
     313,   314,   213,   252,   392,   276,   437,   278,   280,    91,
     289,   308,   310,   240,   241,   358,   122,   161,   419,   160,
     161,   428,    92,   285,   272,   273,   -13,   429,   477,   299,
     277,   260,   416,   262,   263,   408,   418,   239,    92,   428,
     162,   438,    27,   390,   361,   429,   290,   259,   338,   317,
     340,    24,    93,   322,   359,   324,   430,   420,   326,   294,
     280,   327,   214,   213,   431,   478,   296,   288,    93,    28,
     297,   161,   163,   164,   430,   341,   362,   342,   331,   409,
     235,   161,   431,   161,   211,   347,   110,   111,    29,   112,
     113,   114,   115,   116,   213,   192,   265,   389,   425,  -112,
    -112,    30,   100,    -3,    19,   101,   365,   192,   198,   199,
    -200,   367,   360,   192,   467,    31,   355,   392,   339,   117,
      24,    11,   242,   118,   243,    32,   410,    20,   345,   226,
     227,   228,   119,   120,   121,   213,   213,   270,   298,   122,
      85,    86,    87,    88,    89,    90,   123,   213,    33,   374,
      97,    34,   124,   176,   213,   398,   385,   399,   110,   111,
     125,   112,   113,   114,   401,   116,   402,   403,   455,   404,
     456,   405,   213,   280,   461,   110,   111,   443,   112,   113,
     114,   115,   116,   397,    35,   381,   382,   280,   474,    38,
     475,   280,   213,    39,   481,   118,   393,   213,    40,   490,
      42,   223,   224,    43,    44,   120,   121,    45,   117,    46,
      47,   122,   118,    48,   434,    49,    53,   435,   123,    50,
      54,   119,   120,   121,   124,    81,    96,   102,   122,   103,
     445,   426,   448,   479,   104,   123,   107,   108,   109,   453,
     143,   124,   208,   154,   155,   166,   457,    -2,     7,   125,
     156,   167,   110,   111,   462,   112,   113,   114,   115,   116,
     178,   168,     8,     9,    10,    11,    12,    13,    14,    15,
      16,   471,   169,   170,   472,   171,   172,   173,   175,    93,
     179,   180,   451,   189,   184,   117,   185,   190,   192,   118,
     483,   191,   485,   484,   486,   193,   214,   216,   119,   120,
     121,   194,   196,   493,   215,   122,   233,   236,   229,   238,
     496,   244,   123,   469,   245,    24,   146,   111,   124,   112,
     113,   114,   115,   116,   250,   251,   125,   217,   218,   219,
     220,   254,   256,   202,   203,   258,   112,   113,   114,   115,
     116,   261,   164,   221,   291,   222,   223,   224,   292,   117,
     293,  -201,   295,   118,   300,   318,   319,   321,   323,   332,
     325,   329,   119,   120,   121,   343,   117,   344,   346,   122,
     118,   348,   352,   353,   354,   356,   123,   357,   364,   119,
     120,   121,   124,   366,   369,   380,   122,   375,   384,   391,
     125,   279,   111,   123,   112,   113,   114,   115,   116,   124,
     386,   387,   392,   395,   396,   400,   412,   125,   110,   111,
     414,   112,   113,   114,   115,   116,   415,   417,   424,   436,
     439,   440,   423,   442,   117,   444,   446,   447,   118,   449,
     454,   458,   460,   465,   470,   188,   468,   119,   120,   121,
     480,   488,   473,   476,   122,   118,   482,   489,   487,   491,
     492,   123,   494,   495,   119,   120,   121,   124,   497,    21,
     255,   122,   427,   267,   174,   125,   110,   111,   123,   112,
     113,   114,   115,   116,   124,   459,   378,   383,   452,   275,
     422,   411,   125,   110,   111,   303,   112,   113,   114,   406,
     116,     0,   464,   368,     0,     0,   201,     0,     0,     0,
       0,     0,     0,   118,     0,   110,   111,     0,   112,   113,
     114,     0,   116,   120,   121,     0,     0,     0,     0,   122,
     118,     0,     0,     0,     0,     0,   123,     0,     0,     0,
     120,   121,   124,     0,     0,     0,   122,     0,     0,     0,
     125,     0,   118,   123,     0,     0,     0,     0,     0,   124,
       0,     0,   120,   121,     0,     0,     0,   312,   122,   463,
     111,     0,   112,   113,   114,   123,   116,     0,     0,     0,
       0,   124,     0,     0,     0,     0,     0,     0,     0,   315,
       0,     0,     0,     0,     0,     0,     0,     0,     0,     0,
       0,     0,     0,     0,     0,     0,   118,     0,     0,     0,
       0,     0,     0,     0,     0,     0,   120,   121,     0,     0,
       0,     0,   122,     0,     0,     0,     0,     0,     0,   123,
       0,     0,     0,     0,     0,   124
};

static const yytype_int16 yycheck[] =
{
      19,    65,   117,    67,    66,    69,    70,    74,    75,    76,
      50,    64,    65,   223,   224,    68,   186,   125,   193,   119,
     358,   225,   230,     5,     5,   244,     6,     6,     5,    40,
     125,    93,     5,     5,     5,     5,    55,     5,     5,   101,
     102,     5,     1,     5,    59,     5,     7,     8,     7,     7,
       9,    73,     3,     4,    67,     5,    78,     5,    73,     0,
     100,   123,   124,    78,    75,    78,    25,    26,    27,    28,
      29,    30,    31,    66,    32,    34,    35,    36,    37,    72,
      39,    40,     7,     7,    56,    44,    45,    46,    47,    48,
      49,    72,    69,    75,    71,    75,    75,    32,   160,    72,
     164,    72,    72,    71,   442,    72,     7,   315,    72,    70,
      72,   175,    72,    14,   178,   319,   216,    76,   226,   227,
     228,   229,    72,   163,    72,   189,     5,   191,   192,    14,
     194,   226,   227,   152,   153,    38,    60,    72,    33,    71,
      72,     1,    43,    67,   184,   185,     6,     7,     5,   213,
     190,   170,   371,   172,   173,   359,   375,    38,    43,     1,
      38,    40,     7,   333,    40,     7,    41,    71,   256,   231,
     258,    75,    73,   235,    77,   239,    36,    72,   242,    68,
     244,   243,    57,    72,    44,    42,    68,   362,    73,     7,
      72,    72,    70,    71,    36,   259,    72,   261,   251,    68,
      71,    72,    44,    72,   312,   269,     7,     8,     7,    10,
      11,    12,    13,    14,    72,    67,    74,   332,   388,    71,
      72,     7,    70,     0,     1,    73,   290,    67,     7,     8,
      70,   295,   285,    67,   444,     7,    70,    72,   257,    40,
      75,    18,    71,    44,    73,     7,   361,    24,   267,    82,
      83,    84,    53,    54,    55,    72,    72,    74,    74,    60,
      44,    45,    46,    47,    48,    49,    67,    72,     7,    74,
      54,    12,    73,    74,    72,    71,    74,    73,     7,     8,
      81,    10,    11,    12,   348,    14,   350,   351,    71,   353,
      73,   355,    72,   357,    74,     7,     8,   412,    10,    11,
      12,    13,    14,   343,     6,   324,   325,   371,    71,     7,
      73,   375,    72,     6,    74,    44,   335,    72,     6,    74,
       6,    80,    81,    67,    67,    54,    55,    67,    40,    67,
      67,    60,    44,    67,   398,    67,     6,   399,    67,    70,
      67,    53,    54,    55,    73,     7,     7,    71,    60,     7,
     414,   391,   419,   468,     7,    67,     7,     7,     7,   423,
       7,    73,    74,     7,    12,    68,   430,     0,     1,    81,
      12,    72,     7,     8,   438,    10,    11,    12,    13,    14,
      71,    68,    15,    16,    17,    18,    19,    20,    21,    22,
      23,   455,    68,    68,   456,    68,    68,    68,    67,    73,
       5,    68,   421,    71,    70,    40,    70,    70,    67,    44,
     474,    71,   476,   475,   478,    67,    57,    51,    53,    54,
      55,    67,    78,   487,    52,    60,     7,     5,    85,    72,
     494,    67,    67,   452,    58,    75,     7,     8,    73,    10,
      11,    12,    13,    14,     7,    65,    81,    61,    62,    63,
      64,    58,    58,     7,     8,    58,    10,    11,    12,    13,
      14,    69,    71,    77,     7,    79,    80,    81,     7,    40,
      70,    70,    70,    44,     7,     7,    77,     7,    12,    38,
      42,    12,    53,    54,    55,    68,    40,     5,     7,    60,
      44,    71,     5,    69,     5,    68,    67,    72,    68,    53,
      54,    55,    73,     7,    56,     5,    60,    67,     5,    70,
      81,     7,     8,    67,    10,    11,    12,    13,    14,    73,
      68,     5,    72,     5,     5,     5,    42,    81,     7,     8,
      42,    10,    11,    12,    13,    14,     7,     7,     5,     5,
       5,    50,    71,    38,    40,    68,    68,    68,    44,     7,
       5,     7,     5,     5,     5,    72,    70,    53,    54,    55,
       5,     5,    72,    71,    60,    44,    12,     5,    71,     5,
       5,    67,    71,     5,    53,    54,    55,    73,     5,     5,
     167,    60,   392,   180,    91,    81,     7,     8,    67,    10,
      11,    12,    13,    14,    73,   432,   321,   325,   422,   188,
     378,   362,    81,     7,     8,   215,    10,    11,    12,   357,
      14,    -1,   440,   297,    -1,    -1,   122,    -1,    -1,    -1,
      -1,    -1,    -1,    44,    -1,     7,     8,    -1,    10,    11,
      12,    -1,    14,    54,    55,    -1,    -1,    -1,    -1,    60,
      44,    -1,    -1,    -1,    -1,    -1,    67,    -1,    -1,    -1,
      54,    55,    73,    -1,    -1,    -1,    60,    -1,    -1,    -1,
      81,    -1,    44,    67,    -1,    -1,    -1,    -1,    -1,    73,
      -1,    -1,    54,    55,    -1,    -1,    -1,    81,    60,     7,
       8,    -1,    10,    11,    12,    67,    14,    -1,    -1,    -1,
      -1,    73,    -1,    -1,    -1,    -1,    -1,    -1,    -1,    81,
      -1,    -1,    -1,    -1,    -1,    -1,    -1,    -1,    -1,    -1,
      -1,    -1,    -1,    -1,    -1,    -1,    44,    -1,    -1,    -1,
      -1,    -1,    -1,    -1,    -1,    -1,    54,    55,    -1,    -1,
      -1,    -1,    60,    -1,    -1,    -1,    -1,    -1,    -1,    67,
      -1,    -1,    -1,    -1,    -1,    73
};

/* YYSTOS[STATE-NUM] -- The symbol kind of the accessing symbol of
   state STATE-NUM.  */
static const yytype_uint8 yystos[] =
{
       0,     3,     4,    87,    88,    89,     0,     1,    15,    16,
      17,    18,    19,    20,    21,    22,    23,    90,    91,     1,
      24,    91,    92,     6,    75,   105,     7,     7,     7,     7,
       7,     7,     7,     7,    12,     6,     6,   105,     7,     6,
       6,   106,     6,    67,    67,    67,    67,    67,    67,    67,
      70,     5,    56,     6,    67,     1,     7,     9,    25,    26,
      27,    28,    29,    30,    31,    34,    35,    36,    37,    39,
      40,    44,    45,    46,    47,    48,    49,    76,   107,   108,
     117,     7,    93,    94,    95,    93,    93,    93,    93,    93,
      93,    14,    43,    73,   101,   102,     7,    93,     5,   105,
      70,    73,    71,     7,     7,   114,   115,     7,     7,     7,
       7,     8,    10,    11,    12,    13,    14,    40,    44,    53,
      54,    55,    60,    67,    73,    81,   118,   119,   120,   124,
     125,   126,   127,   129,   130,   131,   136,   137,   138,   139,
     140,   144,   145,     7,    32,   117,     7,   117,   119,   118,
     119,   117,   119,   119,     7,    12,    12,   114,   114,   114,
      71,    72,    38,    70,    71,    97,    68,    72,    68,    68,
      68,    68,    68,    68,   102,    67,    74,   118,    71,     5,
      68,   101,   118,   118,    70,    70,   116,     5,    72,    71,
      70,    71,    67,    67,    67,   120,    78,   126,     7,     8,
      70,   146,     7,     8,   118,   146,   147,   148,    74,   118,
     131,   137,     5,    72,    57,    52,    51,    61,    62,    63,
      64,    77,    79,    80,    81,   128,    82,    83,    84,    85,
      59,    73,    78,     7,    32,    71,     5,     5,    72,    38,
     105,   105,    71,    73,    67,    58,     5,     5,     5,   118,
       7,    65,   101,   119,    58,    95,    58,    98,    58,    71,
     105,    69,   105,   105,   119,    74,   119,    98,     5,    71,
      74,     5,   101,   101,    97,   115,   119,   101,   119,     7,
     119,   141,   142,   143,     7,    67,   134,   135,   145,   119,
      41,     7,     7,    70,    68,    70,    68,    72,    74,   119,
       7,   122,   123,   125,   126,   130,   130,   129,   131,   137,
     131,   137,    81,   137,   137,    81,   140,   118,     7,    77,
     110,     7,   118,    12,   119,    42,   119,   118,   141,    12,
       5,   117,    38,    96,     7,    99,   100,   101,    99,   105,
      99,   119,   119,    68,     5,   105,     7,   119,    71,     5,
      69,    71,     5,    69,     5,    70,    68,    72,    38,    77,
     117,    40,    72,   132,    68,   119,     7,   119,   148,    56,
     121,    67,    78,   140,    74,    67,   129,   111,   110,     5,
       5,   105,   105,   108,     5,    74,    68,     5,    66,   120,
      97,    70,    72,   105,     5,     5,     5,   101,    71,    73,
       5,   119,   119,   119,   119,   119,   143,   139,   129,    68,
     120,   135,    42,   133,    42,     7,   141,     7,   141,    33,
      72,   113,   111,    71,     5,    97,   101,   100,     1,     7,
      36,    44,   103,   104,   119,   118,     5,     5,    40,     5,
      50,   109,    38,   120,    68,   119,    68,    68,   114,     7,
     112,   105,   113,   119,     5,    71,    73,   119,     7,   104,
       5,    74,   119,     7,   144,     5,   139,   130,    70,   105,
       5,   119,   118,    72,    71,    73,    71,     5,    42,   120,
       5,    74,    12,   119,   118,   119,   119,    71,     5,     5,
      74,     5,     5,   119,    71,     5,   119,     5
};

/* YYR1[RULE-NUM] -- Symbol kind of the left-hand side of rule RULE-NUM.  */
static const yytype_uint8 yyr1[] =
{
       0,    86,    87,    87,    88,    88,    88,    88,    89,    89,
      89,    89,    89,    90,    90,    90,    90,    90,    90,    90,
      90,    90,    90,    91,    91,    92,    93,    93,    94,    94,
      95,    95,    95,    96,    96,    97,    97,    98,    98,    99,
      99,   100,   100,   100,   101,   101,   101,   101,   102,   102,
     103,   103,   104,   104,   104,   104,   104,   104,   105,   106,
     106,   107,   107,   107,   107,   107,   107,   107,   107,   107,
     107,   107,   107,   107,   107,   107,   107,   107,   107,   107,
     107,   107,   107,   107,   107,   107,   107,   107,   107,   107,
     107,   107,   107,   107,   107,   108,   108,   108,   109,   109,
     110,   110,   111,   111,   112,   113,   113,   114,   114,   115,
     116,   116,   117,   117,   118,   118,   119,   119,   120,   120,
     121,   121,   122,   122,   123,   123,   124,   124,   125,   125,
     126,   126,   127,   127,   128,   128,   128,   128,   128,   128,
     129,   129,   129,   130,   130,   130,   130,   131,   131,   132,
     132,   133,   133,   134,   134,   135,   135,   135,   135,   135,
     136,   136,   136,   136,   137,   137,   138,   138,   139,   139,
     139,   140,   140,   140,   140,   140,   141,   141,   142,   142,
     143,   143,   144,   144,   144,   144,   144,   144,   144,   144,
     144,   144,   144,   144,   144,   144,   145,   145,   145,   145,
     146,   146,   147,   147,   148
};

/* YYR2[RULE-NUM] -- Number of symbols on the right-hand side of rule RULE-NUM.  */
static const yytype_int8 yyr2[] =
{
       0,     2,     2,     2,     0,     3,     3,     4,     0,     3,
       3,     3,     4,     9,     7,     8,     6,     6,     1,     8,
       7,     3,     5,     8,     6,     7,     0,     1,     1,     3,
       5,     2,     6,     0,     2,     0,     2,     0,     2,     1,
       3,     1,     3,     1,     1,     2,     1,     5,     2,     3,
       1,     2,     4,     7,     5,     8,     5,     2,     3,     0,
       2,     4,     4,     7,    11,     8,     6,     5,     8,     3,
       3,     5,     3,     5,     5,     5,     3,     3,     3,     3,
       8,     5,     7,     7,     9,    11,     6,     5,     5,     3,
       8,     7,     1,     2,     2,     3,     5,     5,     0,     2,
       0,     2,     0,     3,     3,     0,     2,     1,     3,     3,
       0,     2,     1,     3,     1,     3,     1,     6,     1,     4,
       0,     2,     1,     4,     1,     3,     1,     3,     1,     3,
       1,     2,     1,     3,     1,     1,     1,     1,     1,     1,
       1,     3,     3,     1,     1,     3,     3,     7,     2,     0,
       2,     0,     2,     1,     3,     1,     1,     3,     3,     5,
       1,     3,     3,     3,     1,     2,     1,     3,     1,     3,
       4,     1,     4,     3,     6,     4,     0,     1,     1,     3,
       1,     3,     1,     3,     1,     1,     1,     1,     1,     1,
       1,     4,     3,     3,     2,     3,     1,     2,     3,     4,
       1,     1,     1,     3,     3
};


enum { YYENOMEM = -2 };

#define yyerrok         (yyerrstatus = 0)
#define yyclearin       (yychar = T_NET_EMPTY)

#define YYACCEPT        goto yyacceptlab
#define YYABORT         goto yyabortlab
#define YYERROR         goto yyerrorlab
#define YYNOMEM         goto yyexhaustedlab


#define YYRECOVERING()  (!!yyerrstatus)

#define YYBACKUP(Token, Value)                                    \
  do                                                              \
    if (yychar == T_NET_EMPTY)                                        \
      {                                                           \
        yychar = (Token);                                         \
        yylval = (Value);                                         \
        YYPOPSTACK (yylen);                                       \
        yystate = *yyssp;                                         \
        YY_LAC_DISCARD ("YYBACKUP");                              \
        goto yybackup;                                            \
      }                                                           \
    else                                                          \
      {                                                           \
        yyerror (&yylloc, p, YY_("syntax error: cannot back up")); \
        YYERROR;                                                  \
      }                                                           \
  while (0)

/* Backward compatibility with an undocumented macro.
   Use T_NET_error or T_NET_UNDEF. */
#define YYERRCODE T_NET_UNDEF

/* YYLLOC_DEFAULT -- Set CURRENT to span from RHS[1] to RHS[N].
   If N is 0, then set CURRENT to the empty location which ends
   the previous symbol: RHS[0] (always defined).  */

#ifndef YYLLOC_DEFAULT
# define YYLLOC_DEFAULT(Current, Rhs, N)                                \
    do                                                                  \
      if (N)                                                            \
        {                                                               \
          (Current).first_line   = YYRHSLOC (Rhs, 1).first_line;        \
          (Current).first_column = YYRHSLOC (Rhs, 1).first_column;      \
          (Current).last_line    = YYRHSLOC (Rhs, N).last_line;         \
          (Current).last_column  = YYRHSLOC (Rhs, N).last_column;       \
        }                                                               \
      else                                                              \
        {                                                               \
          (Current).first_line   = (Current).last_line   =              \
            YYRHSLOC (Rhs, 0).last_line;                                \
          (Current).first_column = (Current).last_column =              \
            YYRHSLOC (Rhs, 0).last_column;                              \
        }                                                               \
    while (0)
#endif

#define YYRHSLOC(Rhs, K) ((Rhs)[K])


/* Enable debugging if requested.  */
#if NET_DEBUG

# ifndef YYFPRINTF
#  include <stdio.h> /* INFRINGES ON USER NAME SPACE */
#  define YYFPRINTF fprintf
# endif

# define YYDPRINTF(Args)                        \
do {                                            \
  if (yydebug)                                  \
    YYFPRINTF Args;                             \
} while (0)


/* YYLOCATION_PRINT -- Print the location on the stream.
   This macro was not mandated originally: define only if we know
   we won't break user code: when these are the locations we know.  */

# ifndef YYLOCATION_PRINT

#  if defined YY_LOCATION_PRINT

   /* Temporary convenience wrapper in case some people defined the
      undocumented and private YY_LOCATION_PRINT macros.  */
#   define YYLOCATION_PRINT(File, Loc)  YY_LOCATION_PRINT(File, *(Loc))

#  elif defined NET_LTYPE_IS_TRIVIAL && NET_LTYPE_IS_TRIVIAL

/* Print *YYLOCP on YYO.  Private, do not rely on its existence. */

YY_ATTRIBUTE_UNUSED
static int
yy_location_print_ (FILE *yyo, YYLTYPE const * const yylocp)
{
  int res = 0;
  int end_col = 0 != yylocp->last_column ? yylocp->last_column - 1 : 0;
  if (0 <= yylocp->first_line)
    {
      res += YYFPRINTF (yyo, "%d", yylocp->first_line);
      if (0 <= yylocp->first_column)
        res += YYFPRINTF (yyo, ".%d", yylocp->first_column);
    }
  if (0 <= yylocp->last_line)
    {
      if (yylocp->first_line < yylocp->last_line)
        {
          res += YYFPRINTF (yyo, "-%d", yylocp->last_line);
          if (0 <= end_col)
            res += YYFPRINTF (yyo, ".%d", end_col);
        }
      else if (0 <= end_col && yylocp->first_column < end_col)
        res += YYFPRINTF (yyo, "-%d", end_col);
    }
  return res;
}

#   define YYLOCATION_PRINT  yy_location_print_

    /* Temporary convenience wrapper in case some people defined the
       undocumented and private YY_LOCATION_PRINT macros.  */
#   define YY_LOCATION_PRINT(File, Loc)  YYLOCATION_PRINT(File, &(Loc))

#  else

#   define YYLOCATION_PRINT(File, Loc) ((void) 0)
    /* Temporary convenience wrapper in case some people defined the
       undocumented and private YY_LOCATION_PRINT macros.  */
#   define YY_LOCATION_PRINT  YYLOCATION_PRINT

#  endif
# endif /* !defined YYLOCATION_PRINT */


# define YY_SYMBOL_PRINT(Title, Kind, Value, Location)                    \
do {                                                                      \
  if (yydebug)                                                            \
    {                                                                     \
      YYFPRINTF (stderr, "%s ", Title);                                   \
      yy_symbol_print (stderr,                                            \
                  Kind, Value, Location, p); \
      YYFPRINTF (stderr, "\n");                                           \
    }                                                                     \
} while (0)


/*-----------------------------------.
| Print this symbol's value on YYO.  |
`-----------------------------------*/

static void
yy_symbol_value_print (FILE *yyo,
                       yysymbol_kind_t yykind, YYSTYPE const * const yyvaluep, YYLTYPE const * const yylocationp, Parser *p)
{
  FILE *yyoutput = yyo;
  YY_USE (yyoutput);
  YY_USE (yylocationp);
  YY_USE (p);
  if (!yyvaluep)
    return;
  YY_IGNORE_MAYBE_UNINITIALIZED_BEGIN
  YY_USE (yykind);
  YY_IGNORE_MAYBE_UNINITIALIZED_END
}


/*---------------------------.
| Print this symbol on YYO.  |
`---------------------------*/

static void
yy_symbol_print (FILE *yyo,
                 yysymbol_kind_t yykind, YYSTYPE const * const yyvaluep, YYLTYPE const * const yylocationp, Parser *p)
{
  YYFPRINTF (yyo, "%s %s (",
             yykind < YYNTOKENS ? "token" : "nterm", yysymbol_name (yykind));

  YYLOCATION_PRINT (yyo, yylocationp);
  YYFPRINTF (yyo, ": ");
  yy_symbol_value_print (yyo, yykind, yyvaluep, yylocationp, p);
  YYFPRINTF (yyo, ")");
}

/*------------------------------------------------------------------.
| yy_stack_print -- Print the state stack from its BOTTOM up to its |
| TOP (included).                                                   |
`------------------------------------------------------------------*/

static void
yy_stack_print (yy_state_t *yybottom, yy_state_t *yytop)
{
  YYFPRINTF (stderr, "Stack now");
  for (; yybottom <= yytop; yybottom++)
    {
      int yybot = *yybottom;
      YYFPRINTF (stderr, " %d", yybot);
    }
  YYFPRINTF (stderr, "\n");
}

# define YY_STACK_PRINT(Bottom, Top)                            \
do {                                                            \
  if (yydebug)                                                  \
    yy_stack_print ((Bottom), (Top));                           \
} while (0)


/*------------------------------------------------.
| Report that the YYRULE is going to be reduced.  |
`------------------------------------------------*/

static void
yy_reduce_print (yy_state_t *yyssp, YYSTYPE *yyvsp, YYLTYPE *yylsp,
                 int yyrule, Parser *p)
{
  int yylno = yyrline[yyrule];
  int yynrhs = yyr2[yyrule];
  int yyi;
  YYFPRINTF (stderr, "Reducing stack by rule %d (line %d):\n",
             yyrule - 1, yylno);
  /* The symbols being reduced.  */
  for (yyi = 0; yyi < yynrhs; yyi++)
    {
      YYFPRINTF (stderr, "   $%d = ", yyi + 1);
      yy_symbol_print (stderr,
                       YY_ACCESSING_SYMBOL (+yyssp[yyi + 1 - yynrhs]),
                       &yyvsp[(yyi + 1) - (yynrhs)],
                       &(yylsp[(yyi + 1) - (yynrhs)]), p);
      YYFPRINTF (stderr, "\n");
    }
}

# define YY_REDUCE_PRINT(Rule)          \
do {                                    \
  if (yydebug)                          \
    yy_reduce_print (yyssp, yyvsp, yylsp, Rule, p); \
} while (0)

/* Nonzero means print parse trace.  It is left uninitialized so that
   multiple parsers can coexist.  */
int yydebug;
#else /* !NET_DEBUG */
# define YYDPRINTF(Args) ((void) 0)
# define YY_SYMBOL_PRINT(Title, Kind, Value, Location)
# define YY_STACK_PRINT(Bottom, Top)
# define YY_REDUCE_PRINT(Rule)
#endif /* !NET_DEBUG */


/* YYINITDEPTH -- initial size of the parser's stacks.  */
#ifndef YYINITDEPTH
# define YYINITDEPTH 200
#endif

/* YYMAXDEPTH -- maximum size the stacks can grow to (effective only
   if the built-in stack extension method is used).

   Do not make this value too large; the results are undefined if
   YYSTACK_ALLOC_MAXIMUM < YYSTACK_BYTES (YYMAXDEPTH)
   evaluated with infinite-precision integer arithmetic.  */

#ifndef YYMAXDEPTH
# define YYMAXDEPTH 10000
#endif


/* Given a state stack such that *YYBOTTOM is its bottom, such that
   *YYTOP is either its top or is YYTOP_EMPTY to indicate an empty
   stack, and such that *YYCAPACITY is the maximum number of elements it
   can hold without a reallocation, make sure there is enough room to
   store YYADD more elements.  If not, allocate a new stack using
   YYSTACK_ALLOC, copy the existing elements, and adjust *YYBOTTOM,
   *YYTOP, and *YYCAPACITY to reflect the new capacity and memory
   location.  If *YYBOTTOM != YYBOTTOM_NO_FREE, then free the old stack
   using YYSTACK_FREE.  Return 0 if successful or if no reallocation is
   required.  Return YYENOMEM if memory is exhausted.  */
static int
yy_lac_stack_realloc (YYPTRDIFF_T *yycapacity, YYPTRDIFF_T yyadd,
#if NET_DEBUG
                      char const *yydebug_prefix,
                      char const *yydebug_suffix,
#endif
                      yy_state_t **yybottom,
                      yy_state_t *yybottom_no_free,
                      yy_state_t **yytop, yy_state_t *yytop_empty)
{
  YYPTRDIFF_T yysize_old =
    *yytop == yytop_empty ? 0 : *yytop - *yybottom + 1;
  YYPTRDIFF_T yysize_new = yysize_old + yyadd;
  if (*yycapacity < yysize_new)
    {
      YYPTRDIFF_T yyalloc = 2 * yysize_new;
      yy_state_t *yybottom_new;
      /* Use YYMAXDEPTH for maximum stack size given that the stack
         should never need to grow larger than the main state stack
         needs to grow without LAC.  */
      if (YYMAXDEPTH < yysize_new)
        {
          YYDPRINTF ((stderr, "%smax size exceeded%s", yydebug_prefix,
                      yydebug_suffix));
          return YYENOMEM;
        }
      if (YYMAXDEPTH < yyalloc)
        yyalloc = YYMAXDEPTH;
      yybottom_new =
        YY_CAST (yy_state_t *,
                 YYSTACK_ALLOC (YY_CAST (YYSIZE_T,
                                         yyalloc * YYSIZEOF (*yybottom_new))));
      if (!yybottom_new)
        {
          YYDPRINTF ((stderr, "%srealloc failed%s", yydebug_prefix,
                      yydebug_suffix));
          return YYENOMEM;
        }
      if (*yytop != yytop_empty)
        {
          YYCOPY (yybottom_new, *yybottom, yysize_old);
          *yytop = yybottom_new + (yysize_old - 1);
        }
      if (*yybottom != yybottom_no_free)
        YYSTACK_FREE (*yybottom);
      *yybottom = yybottom_new;
      *yycapacity = yyalloc;
    }
  return 0;
}

/* Establish the initial context for the current lookahead if no initial
   context is currently established.

   We define a context as a snapshot of the parser stacks.  We define
   the initial context for a lookahead as the context in which the
   parser initially examines that lookahead in order to select a
   syntactic action.  Thus, if the lookahead eventually proves
   syntactically unacceptable (possibly in a later context reached via a
   series of reductions), the initial context can be used to determine
   the exact set of tokens that would be syntactically acceptable in the
   lookahead's place.  Moreover, it is the context after which any
   further semantic actions would be erroneous because they would be
   determined by a syntactically unacceptable token.

   YY_LAC_ESTABLISH should be invoked when a reduction is about to be
   performed in an inconsistent state (which, for the purposes of LAC,
   includes consistent states that don't know they're consistent because
   their default reductions have been disabled).  Iff there is a
   lookahead token, it should also be invoked before reporting a syntax
   error.  This latter case is for the sake of the debugging output.

   For parse.lac=full, the implementation of YY_LAC_ESTABLISH is as
   follows.  If no initial context is currently established for the
   current lookahead, then check if that lookahead can eventually be
   shifted if syntactic actions continue from the current context.
   Report a syntax error if it cannot.  */
#define YY_LAC_ESTABLISH                                                \
do {                                                                    \
  if (!yy_lac_established)                                              \
    {                                                                   \
      YYDPRINTF ((stderr,                                               \
                  "LAC: initial context established for %s\n",          \
                  yysymbol_name (yytoken)));                            \
      yy_lac_established = 1;                                           \
      switch (yy_lac (yyesa, &yyes, &yyes_capacity, yyssp, yytoken))    \
        {                                                               \
        case YYENOMEM:                                                  \
          YYNOMEM;                                                      \
        case 1:                                                         \
          goto yyerrlab;                                                \
        }                                                               \
    }                                                                   \
} while (0)

/* Discard any previous initial lookahead context because of Event,
   which may be a lookahead change or an invalidation of the currently
   established initial context for the current lookahead.

   The most common example of a lookahead change is a shift.  An example
   of both cases is syntax error recovery.  That is, a syntax error
   occurs when the lookahead is syntactically erroneous for the
   currently established initial context, so error recovery manipulates
   the parser stacks to try to find a new initial context in which the
   current lookahead is syntactically acceptable.  If it fails to find
   such a context, it discards the lookahead.  */
#if NET_DEBUG
# define YY_LAC_DISCARD(Event)                                           \
do {                                                                     \
  if (yy_lac_established)                                                \
    {                                                                    \
      YYDPRINTF ((stderr, "LAC: initial context discarded due to "       \
                  Event "\n"));                                          \
      yy_lac_established = 0;                                            \
    }                                                                    \
} while (0)
#else
# define YY_LAC_DISCARD(Event) yy_lac_established = 0
#endif

/* Given the stack whose top is *YYSSP, return 0 iff YYTOKEN can
   eventually (after perhaps some reductions) be shifted, return 1 if
   not, or return YYENOMEM if memory is exhausted.  As preconditions and
   postconditions: *YYES_CAPACITY is the allocated size of the array to
   which *YYES points, and either *YYES = YYESA or *YYES points to an
   array allocated with YYSTACK_ALLOC.  yy_lac may overwrite the
   contents of either array, alter *YYES and *YYES_CAPACITY, and free
   any old *YYES other than YYESA.  */
static int
yy_lac (yy_state_t *yyesa, yy_state_t **yyes,
        YYPTRDIFF_T *yyes_capacity, yy_state_t *yyssp, yysymbol_kind_t yytoken)
{
  yy_state_t *yyes_prev = yyssp;
  yy_state_t *yyesp = yyes_prev;
  /* Reduce until we encounter a shift and thereby accept the token.  */
  YYDPRINTF ((stderr, "LAC: checking lookahead %s:", yysymbol_name (yytoken)));
  if (yytoken == YYSYMBOL_YYUNDEF)
    {
      YYDPRINTF ((stderr, " Always Err\n"));
      return 1;
    }
  while (1)
    {
      int yyrule = yypact[+*yyesp];
      if (yypact_value_is_default (yyrule)
          || (yyrule += yytoken) < 0 || YYLAST < yyrule
          || yycheck[yyrule] != yytoken)
        {
          /* Use the default action.  */
          yyrule = yydefact[+*yyesp];
          if (yyrule == 0)
            {
              YYDPRINTF ((stderr, " Err\n"));
              return 1;
            }
        }
      else
        {
          /* Use the action from yytable.  */
          yyrule = yytable[yyrule];
          if (yytable_value_is_error (yyrule))
            {
              YYDPRINTF ((stderr, " Err\n"));
              return 1;
            }
          if (0 < yyrule)
            {
              YYDPRINTF ((stderr, " S%d\n", yyrule));
              return 0;
            }
          yyrule = -yyrule;
        }
      /* By now we know we have to simulate a reduce.  */
      YYDPRINTF ((stderr, " R%d", yyrule - 1));
      {
        /* Pop the corresponding number of values from the stack.  */
        YYPTRDIFF_T yylen = yyr2[yyrule];
        /* First pop from the LAC stack as many tokens as possible.  */
        if (yyesp != yyes_prev)
          {
            YYPTRDIFF_T yysize = yyesp - *yyes + 1;
            if (yylen < yysize)
              {
                yyesp -= yylen;
                yylen = 0;
              }
            else
              {
                yyesp = yyes_prev;
                yylen -= yysize;
              }
          }
        /* Only afterwards look at the main stack.  */
        if (yylen)
          yyesp = yyes_prev -= yylen;
      }
      /* Push the resulting state of the reduction.  */
      {
        yy_state_fast_t yystate;
        {
          const int yylhs = yyr1[yyrule] - YYNTOKENS;
          const int yyi = yypgoto[yylhs] + *yyesp;
          yystate = (0 <= yyi && yyi <= YYLAST && yycheck[yyi] == *yyesp
                     ? yytable[yyi]
                     : yydefgoto[yylhs]);
        }
        if (yyesp == yyes_prev)
          {
            yyesp = *yyes;
            YY_IGNORE_USELESS_CAST_BEGIN
            *yyesp = YY_CAST (yy_state_t, yystate);
            YY_IGNORE_USELESS_CAST_END
          }
        else
          {
            if (yy_lac_stack_realloc (yyes_capacity, 1,
#if NET_DEBUG
                                      " (", ")",
#endif
                                      yyes, yyesa, &yyesp, yyes_prev))
              {
                YYDPRINTF ((stderr, "\n"));
                return YYENOMEM;
              }
            YY_IGNORE_USELESS_CAST_BEGIN
            *++yyesp = YY_CAST (yy_state_t, yystate);
            YY_IGNORE_USELESS_CAST_END
          }
        YYDPRINTF ((stderr, " G%d", yystate));
      }
    }
}

/* Context of a parse error.  */
typedef struct
{
  yy_state_t *yyssp;
  yy_state_t *yyesa;
  yy_state_t **yyes;
  YYPTRDIFF_T *yyes_capacity;
  yysymbol_kind_t yytoken;
  YYLTYPE *yylloc;
} yypcontext_t;

/* Put in YYARG at most YYARGN of the expected tokens given the
   current YYCTX, and return the number of tokens stored in YYARG.  If
   YYARG is null, return the number of expected tokens (guaranteed to
   be less than YYNTOKENS).  Return YYENOMEM on memory exhaustion.
   Return 0 if there are more than YYARGN expected tokens, yet fill
   YYARG up to YYARGN. */
static int
yypcontext_expected_tokens (const yypcontext_t *yyctx,
                            yysymbol_kind_t yyarg[], int yyargn)
{
  /* Actual size of YYARG. */
  int yycount = 0;

  int yyx;
  for (yyx = 0; yyx < YYNTOKENS; ++yyx)
    {
      yysymbol_kind_t yysym = YY_CAST (yysymbol_kind_t, yyx);
      if (yysym != YYSYMBOL_YYerror && yysym != YYSYMBOL_YYUNDEF)
        switch (yy_lac (yyctx->yyesa, yyctx->yyes, yyctx->yyes_capacity, yyctx->yyssp, yysym))
          {
          case YYENOMEM:
            return YYENOMEM;
          case 1:
            continue;
          default:
            if (!yyarg)
              ++yycount;
            else if (yycount == yyargn)
              return 0;
            else
              yyarg[yycount++] = yysym;
          }
    }
  if (yyarg && yycount == 0 && 0 < yyargn)
    yyarg[0] = YYSYMBOL_YYEMPTY;
  return yycount;
}




/* The kind of the lookahead of this context.  */
static yysymbol_kind_t
yypcontext_token (const yypcontext_t *yyctx) YY_ATTRIBUTE_UNUSED;

static yysymbol_kind_t
yypcontext_token (const yypcontext_t *yyctx)
{
  return yyctx->yytoken;
}

/* The location of the lookahead of this context.  */
static YYLTYPE *
yypcontext_location (const yypcontext_t *yyctx) YY_ATTRIBUTE_UNUSED;

static YYLTYPE *
yypcontext_location (const yypcontext_t *yyctx)
{
  return yyctx->yylloc;
}

/* User defined function to report a syntax error.  */
static int
yyreport_syntax_error (const yypcontext_t *yyctx, Parser *p);

/*-----------------------------------------------.
| Release the memory associated to this symbol.  |
`-----------------------------------------------*/

static void
yydestruct (const char *yymsg,
            yysymbol_kind_t yykind, YYSTYPE *yyvaluep, YYLTYPE *yylocationp, Parser *p)
{
  YY_USE (yyvaluep);
  YY_USE (yylocationp);
  YY_USE (p);
  if (!yymsg)
    yymsg = "Deleting";
  YY_SYMBOL_PRINT (yymsg, yykind, yyvaluep, yylocationp);

  YY_IGNORE_MAYBE_UNINITIALIZED_BEGIN
  YY_USE (yykind);
  YY_IGNORE_MAYBE_UNINITIALIZED_END
}






/*----------.
| yyparse.  |
`----------*/

int
yyparse (Parser *p)
{
/* Lookahead token kind.  */
int yychar;


/* The semantic value of the lookahead symbol.  */
/* Default value used for initialization, for pacifying older GCCs
   or non-GCC compilers.  */
YY_INITIAL_VALUE (static YYSTYPE yyval_default;)
YYSTYPE yylval YY_INITIAL_VALUE (= yyval_default);

/* Location data for the lookahead symbol.  */
static YYLTYPE yyloc_default
# if defined NET_LTYPE_IS_TRIVIAL && NET_LTYPE_IS_TRIVIAL
  = { 1, 1, 1, 1 }
# endif
;
YYLTYPE yylloc = yyloc_default;

    /* Number of syntax errors so far.  */
    int yynerrs = 0;

    yy_state_fast_t yystate = 0;
    /* Number of tokens to shift before error messages enabled.  */
    int yyerrstatus = 0;

    /* Refer to the stacks through separate pointers, to allow yyoverflow
       to reallocate them elsewhere.  */

    /* Their size.  */
    YYPTRDIFF_T yystacksize = YYINITDEPTH;

    /* The state stack: array, bottom, top.  */
    yy_state_t yyssa[YYINITDEPTH];
    yy_state_t *yyss = yyssa;
    yy_state_t *yyssp = yyss;

    /* The semantic value stack: array, bottom, top.  */
    YYSTYPE yyvsa[YYINITDEPTH];
    YYSTYPE *yyvs = yyvsa;
    YYSTYPE *yyvsp = yyvs;

    /* The location stack: array, bottom, top.  */
    YYLTYPE yylsa[YYINITDEPTH];
    YYLTYPE *yyls = yylsa;
    YYLTYPE *yylsp = yyls;

    yy_state_t yyesa[20];
    yy_state_t *yyes = yyesa;
    YYPTRDIFF_T yyes_capacity = 20 < YYMAXDEPTH ? 20 : YYMAXDEPTH;

  /* Whether LAC context is established.  A Boolean.  */
  int yy_lac_established = 0;
  int yyn;
  /* The return value of yyparse.  */
  int yyresult;
  /* Lookahead symbol kind.  */
  yysymbol_kind_t yytoken = YYSYMBOL_YYEMPTY;
  /* The variables used to return semantic value and location from the
     action routines.  */
  YYSTYPE yyval;
  YYLTYPE yyloc;

  /* The locations where the error started and ended.  */
  YYLTYPE yyerror_range[3];



#define YYPOPSTACK(N)   (yyvsp -= (N), yyssp -= (N), yylsp -= (N))

  /* The number of symbols on the RHS of the reduced rule.
     Keep to zero when no symbol should be popped.  */
  int yylen = 0;

  YYDPRINTF ((stderr, "Starting parse\n"));

  yychar = T_NET_EMPTY; /* Cause a token to be read.  */

  yylsp[0] = yylloc;
  goto yysetstate;


/*------------------------------------------------------------.
| yynewstate -- push a new state, which is found in yystate.  |
`------------------------------------------------------------*/
yynewstate:
  /* In all cases, when you get here, the value and location stacks
     have just been pushed.  So pushing a state here evens the stacks.  */
  yyssp++;


/*--------------------------------------------------------------------.
| yysetstate -- set current state (the top of the stack) to yystate.  |
`--------------------------------------------------------------------*/
yysetstate:
  YYDPRINTF ((stderr, "Entering state %d\n", yystate));
  YY_ASSERT (0 <= yystate && yystate < YYNSTATES);
  YY_IGNORE_USELESS_CAST_BEGIN
  *yyssp = YY_CAST (yy_state_t, yystate);
  YY_IGNORE_USELESS_CAST_END
  YY_STACK_PRINT (yyss, yyssp);

  if (yyss + yystacksize - 1 <= yyssp)
#if !defined yyoverflow && !defined YYSTACK_RELOCATE
    YYNOMEM;
#else
    {
      /* Get the current used size of the three stacks, in elements.  */
      YYPTRDIFF_T yysize = yyssp - yyss + 1;

# if defined yyoverflow
      {
        /* Give user a chance to reallocate the stack.  Use copies of
           these so that the &'s don't force the real ones into
           memory.  */
        yy_state_t *yyss1 = yyss;
        YYSTYPE *yyvs1 = yyvs;
        YYLTYPE *yyls1 = yyls;

        /* Each stack pointer address is followed by the size of the
           data in use in that stack, in bytes.  This used to be a
           conditional around just the two extra args, but that might
           be undefined if yyoverflow is a macro.  */
        yyoverflow (YY_("memory exhausted"),
                    &yyss1, yysize * YYSIZEOF (*yyssp),
                    &yyvs1, yysize * YYSIZEOF (*yyvsp),
                    &yyls1, yysize * YYSIZEOF (*yylsp),
                    &yystacksize);
        yyss = yyss1;
        yyvs = yyvs1;
        yyls = yyls1;
      }
# else /* defined YYSTACK_RELOCATE */
      /* Extend the stack our own way.  */
      if (YYMAXDEPTH <= yystacksize)
        YYNOMEM;
      yystacksize *= 2;
      if (YYMAXDEPTH < yystacksize)
        yystacksize = YYMAXDEPTH;

      {
        yy_state_t *yyss1 = yyss;
        union yyalloc *yyptr =
          YY_CAST (union yyalloc *,
                   YYSTACK_ALLOC (YY_CAST (YYSIZE_T, YYSTACK_BYTES (yystacksize))));
        if (! yyptr)
          YYNOMEM;
        YYSTACK_RELOCATE (yyss_alloc, yyss);
        YYSTACK_RELOCATE (yyvs_alloc, yyvs);
        YYSTACK_RELOCATE (yyls_alloc, yyls);
#  undef YYSTACK_RELOCATE
        if (yyss1 != yyssa)
          YYSTACK_FREE (yyss1);
      }
# endif

      yyssp = yyss + yysize - 1;
      yyvsp = yyvs + yysize - 1;
      yylsp = yyls + yysize - 1;

      YY_IGNORE_USELESS_CAST_BEGIN
      YYDPRINTF ((stderr, "Stack size increased to %ld\n",
                  YY_CAST (long, yystacksize)));
      YY_IGNORE_USELESS_CAST_END

      if (yyss + yystacksize - 1 <= yyssp)
        YYABORT;
    }
#endif /* !defined yyoverflow && !defined YYSTACK_RELOCATE */


  if (yystate == YYFINAL)
    YYACCEPT;

  goto yybackup;


/*-----------.
| yybackup.  |
`-----------*/
yybackup:
  /* Do appropriate processing given the current state.  Read a
     lookahead token if we need one and don't already have one.  */

  /* First try to decide what to do without reference to lookahead token.  */
  yyn = yypact[yystate];
  if (yypact_value_is_default (yyn))
    goto yydefault;

  /* Not known => get a lookahead token if don't already have one.  */

  /* YYCHAR is either empty, or end-of-input, or a valid lookahead.  */
  if (yychar == T_NET_EMPTY)
    {
      YYDPRINTF ((stderr, "Reading a token\n"));
      yychar = yylex (&yylval, &yylloc, p);
    }

  if (yychar <= T_END)
    {
      yychar = T_END;
      yytoken = YYSYMBOL_YYEOF;
      YYDPRINTF ((stderr, "Now at end of input.\n"));
    }
  else if (yychar == T_NET_error)
    {
      /* The scanner already issued an error message, process directly
         to error recovery.  But do not keep the error token as
         lookahead, it is too special and may lead us to an endless
         loop in error recovery. */
      yychar = T_NET_UNDEF;
      yytoken = YYSYMBOL_YYerror;
      yyerror_range[1] = yylloc;
      goto yyerrlab1;
    }
  else
    {
      yytoken = YYTRANSLATE (yychar);
      YY_SYMBOL_PRINT ("Next token is", yytoken, &yylval, &yylloc);
    }

  /* If the proper action on seeing token YYTOKEN is to reduce or to
     detect an error, take that action.  */
  yyn += yytoken;
  if (yyn < 0 || YYLAST < yyn || yycheck[yyn] != yytoken)
    {
      YY_LAC_ESTABLISH;
      goto yydefault;
    }
  yyn = yytable[yyn];
  if (yyn <= 0)
    {
      if (yytable_value_is_error (yyn))
        goto yyerrlab;
      yyn = -yyn;
      YY_LAC_ESTABLISH;
      goto yyreduce;
    }

  /* Count tokens shifted since error; after three, turn off error
     status.  */
  if (yyerrstatus)
    yyerrstatus--;

  /* Shift the lookahead token.  */
  YY_SYMBOL_PRINT ("Shifting", yytoken, &yylval, &yylloc);
  yystate = yyn;
  YY_IGNORE_MAYBE_UNINITIALIZED_BEGIN
  *++yyvsp = yylval;
  YY_IGNORE_MAYBE_UNINITIALIZED_END
  *++yylsp = yylloc;

  /* Discard the shifted token.  */
  yychar = T_NET_EMPTY;
  YY_LAC_DISCARD ("shift");
  goto yynewstate;


/*-----------------------------------------------------------.
| yydefault -- do the default action for the current state.  |
`-----------------------------------------------------------*/
yydefault:
  yyn = yydefact[yystate];
  if (yyn == 0)
    goto yyerrlab;
  goto yyreduce;


/*-----------------------------.
| yyreduce -- do a reduction.  |
`-----------------------------*/
yyreduce:
  /* yyn is the number of a rule to reduce with.  */
  yylen = yyr2[yyn];

  /* If YYLEN is nonzero, implement the default value of the action:
     '$$ = $1'.

     Otherwise, the following line sets YYVAL to garbage.
     This behavior is undocumented and Bison
     users should not rely upon it.  Assigning to YYVAL
     unconditionally makes the parser a bit smaller, and it avoids a
     GCC warning that YYVAL may be used uninitialized.  */
  yyval = yyvsp[1-yylen];

  /* Default location. */
  YYLLOC_DEFAULT (yyloc, (yylsp - yylen), yylen);
  yyerror_range[1] = yyloc;
  YY_REDUCE_PRINT (yyn);
  {
    int yychar_backup = yychar;
    switch (yyn)
      {
  case 5: /* definitions: definitions definition "the end of the definition"  */
#line 109 "grammar/net.y"
                                         { build_add_definition(p, (yyvsp[-1].definition)); }
#line 2041 "/tmp/scan/build2/net.tab.c"
    break;

  case 6: /* definitions: definitions error "the end of the definition"  */
#line 110 "grammar/net.y"
                                         { yyerrok; }
#line 2047 "/tmp/scan/build2/net.tab.c"
    break;

  case 7: /* definitions: definitions error block "the end of the definition"  */
#line 111 "grammar/net.y"
                                         { yyerrok; }
#line 2053 "/tmp/scan/build2/net.tab.c"
    break;

  case 9: /* graph_definitions: graph_definitions graph_definition "the end of the definition"  */
#line 116 "grammar/net.y"
                                                    { build_add_definition(p, (yyvsp[-1].definition)); }
#line 2059 "/tmp/scan/build2/net.tab.c"
    break;

  case 10: /* graph_definitions: graph_definitions function "the end of the definition"  */
#line 117 "grammar/net.y"
                                                    { build_add_definition(p, (yyvsp[-1].definition)); }
#line 2065 "/tmp/scan/build2/net.tab.c"
    break;

  case 11: /* graph_definitions: graph_definitions error "the end of the definition"  */
#line 118 "grammar/net.y"
                                                    { yyerrok; }
#line 2071 "/tmp/scan/build2/net.tab.c"
    break;

  case 12: /* graph_definitions: graph_definitions error block "the end of the definition"  */
#line 119 "grammar/net.y"
                                                    { yyerrok; }
#line 2077 "/tmp/scan/build2/net.tab.c"
    break;

  case 13: /* definition: "`op`" "a name" '(' parameters ')' "`->`" results "the end of the line" equations  */
#line 126 "grammar/net.y"
    { (yyval.definition) = build_definition(p, AST_OP, (yyloc), (yyvsp[-7].name), (yylsp[-7]), (yyvsp[-5].parameters)); (yyval.definition)->results = (yyvsp[-2].results); (yyval.definition)->body = (yyvsp[0].block); }
#line 2083 "/tmp/scan/build2/net.tab.c"
    break;

  case 14: /* definition: "`layer`" "a name" '(' parameters ')' results_if_any block  */
#line 128 "grammar/net.y"
    { (yyval.definition) = build_definition(p, AST_LAYER, (yyloc), (yyvsp[-5].name), (yylsp[-5]), (yyvsp[-3].parameters)); (yyval.definition)->results = (yyvsp[-1].results); (yyval.definition)->body = (yyvsp[0].block); }
#line 2089 "/tmp/scan/build2/net.tab.c"
    break;

  case 15: /* definition: "`net`" "a name" '(' parameters ')' "`->`" results block  */
#line 130 "grammar/net.y"
    { (yyval.definition) = build_definition(p, AST_NET, (yyloc), (yyvsp[-6].name), (yylsp[-6]), (yyvsp[-4].parameters)); (yyval.definition)->results = (yyvsp[-1].results); (yyval.definition)->body = (yyvsp[0].block); }
#line 2095 "/tmp/scan/build2/net.tab.c"
    break;

  case 16: /* definition: "`train`" "a name" '(' parameters ')' block  */
#line 132 "grammar/net.y"
    { (yyval.definition) = build_definition(p, AST_TRAIN, (yyloc), (yyvsp[-4].name), (yylsp[-4]), (yyvsp[-2].parameters)); (yyval.definition)->body = (yyvsp[0].block); }
#line 2101 "/tmp/scan/build2/net.tab.c"
    break;

  case 17: /* definition: "`optimizer`" "a name" '(' parameters ')' block  */
#line 134 "grammar/net.y"
    { (yyval.definition) = build_definition(p, AST_OPTIMIZER, (yyloc), (yyvsp[-4].name), (yylsp[-4]), (yyvsp[-2].parameters)); (yyval.definition)->body = (yyvsp[0].block); }
#line 2107 "/tmp/scan/build2/net.tab.c"
    break;

  case 19: /* definition: "`init`" "a name" '(' parameters ')' '~' expr "the end of the line"  */
#line 137 "grammar/net.y"
    { (yyval.definition) = build_definition(p, AST_INIT, (yyloc), (yyvsp[-6].name), (yylsp[-6]), (yyvsp[-4].parameters)); (yyval.definition)->value = (yyvsp[-1].expr); }
#line 2113 "/tmp/scan/build2/net.tab.c"
    break;

  case 20: /* definition: "`const`" "a name" ':' type '=' expr "the end of the line"  */
#line 139 "grammar/net.y"
    { (yyval.definition) = build_definition(p, AST_CONST, (yyloc), (yyvsp[-5].name), (yylsp[-5]), build_no_parameters()); (yyval.definition)->type = (yyvsp[-3].type); (yyval.definition)->value = (yyvsp[-1].expr); }
#line 2119 "/tmp/scan/build2/net.tab.c"
    break;

  case 21: /* definition: "`import`" "a string" "the end of the line"  */
#line 141 "grammar/net.y"
    { (yyval.definition) = build_definition(p, AST_IMPORT, (yyloc), NULL, (yylsp[-1]), build_no_parameters()); (yyval.definition)->value = (yyvsp[-1].expr); }
#line 2125 "/tmp/scan/build2/net.tab.c"
    break;

  case 22: /* definition: "`import`" "a string" "`as`" "a name" "the end of the line"  */
#line 143 "grammar/net.y"
    { (yyval.definition) = build_definition(p, AST_IMPORT, (yyloc), (yyvsp[-1].name), (yylsp[-1]), build_no_parameters()); (yyval.definition)->value = (yyvsp[-3].expr); }
#line 2131 "/tmp/scan/build2/net.tab.c"
    break;

  case 23: /* function: "`fn`" "a name" '(' parameters ')' '=' expr "the end of the line"  */
#line 148 "grammar/net.y"
    { (yyval.definition) = build_definition(p, AST_FN, (yyloc), (yyvsp[-6].name), (yylsp[-6]), (yyvsp[-4].parameters)); (yyval.definition)->value = (yyvsp[-1].expr); }
#line 2137 "/tmp/scan/build2/net.tab.c"
    break;

  case 24: /* function: "`fn`" "a name" '(' parameters ')' block  */
#line 150 "grammar/net.y"
    { (yyval.definition) = build_definition(p, AST_FN, (yyloc), (yyvsp[-4].name), (yylsp[-4]), (yyvsp[-2].parameters)); (yyval.definition)->body = (yyvsp[0].block); }
#line 2143 "/tmp/scan/build2/net.tab.c"
    break;

  case 25: /* graph_definition: "`graph`" "a name" '(' parameters ')' results_if_any block  */
#line 155 "grammar/net.y"
    { (yyval.definition) = build_definition(p, AST_GRAPH_TEXT, (yyloc), (yyvsp[-5].name), (yylsp[-5]), (yyvsp[-3].parameters)); (yyval.definition)->results = (yyvsp[-1].results); (yyval.definition)->body = (yyvsp[0].block); }
#line 2149 "/tmp/scan/build2/net.tab.c"
    break;

  case 26: /* parameters: %empty  */
#line 158 "grammar/net.y"
                   { (yyval.parameters) = build_no_parameters(); }
#line 2155 "/tmp/scan/build2/net.tab.c"
    break;

  case 28: /* parameter_list: parameter  */
#line 161 "grammar/net.y"
                               { (yyval.parameters) = build_no_parameters(); list_add(p->arena, &(yyval.parameters), *(yyvsp[0].parameter)); }
#line 2161 "/tmp/scan/build2/net.tab.c"
    break;

  case 29: /* parameter_list: parameter_list ',' parameter  */
#line 162 "grammar/net.y"
                               { (yyval.parameters) = (yyvsp[-2].parameters); list_add(p->arena, &(yyval.parameters), *(yyvsp[0].parameter)); }
#line 2167 "/tmp/scan/build2/net.tab.c"
    break;

  case 30: /* parameter: "a name" ':' type bound default  */
#line 166 "grammar/net.y"
                                          { (yyval.parameter) = build_parameter(p, (yyvsp[-4].name), (yylsp[-4]), (yyvsp[-2].type), (yyvsp[-1].expr), (yyvsp[0].expr)); }
#line 2173 "/tmp/scan/build2/net.tab.c"
    break;

  case 31: /* parameter: "a name" default  */
#line 167 "grammar/net.y"
                                          { (yyval.parameter) = build_parameter(p, (yyvsp[-1].name), (yylsp[-1]), NULL, NULL, (yyvsp[0].expr)); }
#line 2179 "/tmp/scan/build2/net.tab.c"
    break;

  case 32: /* parameter: "a name" "`in`" "`{`" names "`}`" default  */
#line 169 "grammar/net.y"
    { (yyval.parameter) = build_parameter(p, (yyvsp[-5].name), (yylsp[-5]), NULL, NULL, (yyvsp[0].expr)); (yyval.parameter)->words = (yyvsp[-2].names); }
#line 2185 "/tmp/scan/build2/net.tab.c"
    break;

  case 33: /* bound: %empty  */
#line 172 "grammar/net.y"
                { (yyval.expr) = NULL; }
#line 2191 "/tmp/scan/build2/net.tab.c"
    break;

  case 34: /* bound: "`in`" pipe  */
#line 172 "grammar/net.y"
                                         { (yyval.expr) = (yyvsp[0].expr); }
#line 2197 "/tmp/scan/build2/net.tab.c"
    break;

  case 35: /* default: %empty  */
#line 173 "grammar/net.y"
                { (yyval.expr) = NULL; }
#line 2203 "/tmp/scan/build2/net.tab.c"
    break;

  case 36: /* default: '=' expr  */
#line 173 "grammar/net.y"
                                          { (yyval.expr) = (yyvsp[0].expr); }
#line 2209 "/tmp/scan/build2/net.tab.c"
    break;

  case 37: /* results_if_any: %empty  */
#line 175 "grammar/net.y"
                       { (yyval.results) = build_no_results(); }
#line 2215 "/tmp/scan/build2/net.tab.c"
    break;

  case 38: /* results_if_any: "`->`" results  */
#line 175 "grammar/net.y"
                                                                    { (yyval.results) = (yyvsp[0].results); }
#line 2221 "/tmp/scan/build2/net.tab.c"
    break;

  case 39: /* results: result  */
#line 178 "grammar/net.y"
                     { (yyval.results) = build_no_results(); list_add(p->arena, &(yyval.results), *(yyvsp[0].result)); }
#line 2227 "/tmp/scan/build2/net.tab.c"
    break;

  case 40: /* results: results ',' result  */
#line 179 "grammar/net.y"
                     { (yyval.results) = (yyvsp[-2].results); list_add(p->arena, &(yyval.results), *(yyvsp[0].result)); }
#line 2233 "/tmp/scan/build2/net.tab.c"
    break;

  case 41: /* result: "a name"  */
#line 183 "grammar/net.y"
              { (yyval.result) = build_result(p, (yyvsp[0].name), (yyloc), NULL); }
#line 2239 "/tmp/scan/build2/net.tab.c"
    break;

  case 42: /* result: "a name" ':' type  */
#line 184 "grammar/net.y"
              { (yyval.result) = build_result(p, (yyvsp[-2].name), (yyloc), (yyvsp[0].type)); }
#line 2245 "/tmp/scan/build2/net.tab.c"
    break;

  case 43: /* result: type  */
#line 185 "grammar/net.y"
              { (yyval.result) = build_result(p, NULL, (yyloc), (yyvsp[0].type)); }
#line 2251 "/tmp/scan/build2/net.tab.c"
    break;

  case 44: /* type: shape  */
#line 189 "grammar/net.y"
                          { (yyval.type) = build_type(p, (yyloc), AST_DTYPE_NONE, &(yyvsp[0].exprs)); }
#line 2257 "/tmp/scan/build2/net.tab.c"
    break;

  case 45: /* type: "a type" shape  */
#line 190 "grammar/net.y"
                          { (yyval.type) = build_type(p, (yyloc), (yyvsp[-1].word), &(yyvsp[0].exprs)); }
#line 2263 "/tmp/scan/build2/net.tab.c"
    break;

  case 46: /* type: "a type"  */
#line 191 "grammar/net.y"
                          { (yyval.type) = build_type(p, (yyloc), (yyvsp[0].word), NULL); }
#line 2269 "/tmp/scan/build2/net.tab.c"
    break;

  case 47: /* type: "`list`" '(' expr ')' type  */
#line 192 "grammar/net.y"
                          { (yyval.type) = build_list_type(p, (yyloc), (yyvsp[-2].expr), (yyvsp[0].type)); }
#line 2275 "/tmp/scan/build2/net.tab.c"
    break;

  case 48: /* shape: '[' ']'  */
#line 195 "grammar/net.y"
               { (yyval.exprs) = build_no_exprs(); }
#line 2281 "/tmp/scan/build2/net.tab.c"
    break;

  case 49: /* shape: '[' expressions ']'  */
#line 195 "grammar/net.y"
                                                                { (yyval.exprs) = (yyvsp[-1].exprs); }
#line 2287 "/tmp/scan/build2/net.tab.c"
    break;

  case 50: /* equations: equation  */
#line 200 "grammar/net.y"
                     { (yyval.block) = build_no_block(); build_add_statement(p, &(yyval.block), (yyvsp[0].statement)); }
#line 2293 "/tmp/scan/build2/net.tab.c"
    break;

  case 51: /* equations: equations equation  */
#line 201 "grammar/net.y"
                     { (yyval.block) = (yyvsp[-1].block); build_add_statement(p, &(yyval.block), (yyvsp[0].statement)); }
#line 2299 "/tmp/scan/build2/net.tab.c"
    break;

  case 52: /* equation: "a name" '=' expr "the end of the line"  */
#line 205 "grammar/net.y"
                                           { (yyval.statement) = build_formula(p, AST_FORMULA, (yyloc), (yyvsp[-3].name), build_no_exprs(), (yyvsp[-1].expr)); }
#line 2305 "/tmp/scan/build2/net.tab.c"
    break;

  case 53: /* equation: "a name" '[' expressions ']' '=' expr "the end of the line"  */
#line 206 "grammar/net.y"
                                           { (yyval.statement) = build_formula(p, AST_FORMULA, (yyloc), (yyvsp[-6].name), (yyvsp[-4].exprs), (yyvsp[-1].expr)); }
#line 2311 "/tmp/scan/build2/net.tab.c"
    break;

  case 54: /* equation: "`grad`" "a name" '=' expr "the end of the line"  */
#line 207 "grammar/net.y"
                                           { (yyval.statement) = build_formula(p, AST_GRAD, (yyloc), (yyvsp[-3].name), build_no_exprs(), (yyvsp[-1].expr)); }
#line 2317 "/tmp/scan/build2/net.tab.c"
    break;

  case 55: /* equation: "`grad`" "a name" '[' expressions ']' '=' expr "the end of the line"  */
#line 208 "grammar/net.y"
                                           { (yyval.statement) = build_formula(p, AST_GRAD, (yyloc), (yyvsp[-6].name), (yyvsp[-4].exprs), (yyvsp[-1].expr)); }
#line 2323 "/tmp/scan/build2/net.tab.c"
    break;

  case 56: /* equation: "`require`" expr ',' "a string" "the end of the line"  */
#line 209 "grammar/net.y"
                                           { (yyval.statement) = build_require(p, (yyloc), (yyvsp[-3].expr), (yyvsp[-1].expr)); }
#line 2329 "/tmp/scan/build2/net.tab.c"
    break;

  case 57: /* equation: error "the end of the line"  */
#line 210 "grammar/net.y"
                                           { (yyval.statement) = NULL; yyerrok; }
#line 2335 "/tmp/scan/build2/net.tab.c"
    break;

  case 58: /* block: '{' statements '}'  */
#line 215 "grammar/net.y"
                          { (yyval.block) = (yyvsp[-1].block); }
#line 2341 "/tmp/scan/build2/net.tab.c"
    break;

  case 59: /* statements: %empty  */
#line 218 "grammar/net.y"
                       { (yyval.block) = build_no_block(); }
#line 2347 "/tmp/scan/build2/net.tab.c"
    break;

  case 60: /* statements: statements statement  */
#line 219 "grammar/net.y"
                       { (yyval.block) = (yyvsp[-1].block); build_add_statement(p, &(yyval.block), (yyvsp[0].statement)); }
#line 2353 "/tmp/scan/build2/net.tab.c"
    break;

  case 61: /* statement: names '=' expressions "the end of the line"  */
#line 223 "grammar/net.y"
                                           { (yyval.statement) = build_assign(p, AST_ASSIGN, (yyloc), (yyvsp[-3].names), (yyvsp[-1].exprs)); }
#line 2359 "/tmp/scan/build2/net.tab.c"
    break;

  case 62: /* statement: "a key" '=' expressions "the end of the line"  */
#line 224 "grammar/net.y"
                                           { (yyval.statement) = build_assign(p, AST_SETTING, (yyloc), build_names(p, (yyvsp[-3].name)), (yyvsp[-1].exprs)); }
#line 2365 "/tmp/scan/build2/net.tab.c"
    break;

  case 63: /* statement: "a name" '[' expressions ']' '=' expr "the end of the line"  */
#line 225 "grammar/net.y"
                                           { (yyval.statement) = build_formula(p, AST_FORMULA, (yyloc), (yyvsp[-6].name), (yyvsp[-4].exprs), (yyvsp[-1].expr)); }
#line 2371 "/tmp/scan/build2/net.tab.c"
    break;

  case 64: /* statement: "a name" ':' type "the end of the line" "a name" '[' expressions ']' '=' expr "the end of the line"  */
#line 227 "grammar/net.y"
    { (yyval.statement) = build_typed_formula(p, (yyloc), (yyvsp[-10].name), (yyvsp[-8].type), (yyvsp[-6].name), (yylsp[-6]), (yyvsp[-4].exprs), (yyvsp[-1].expr)); }
#line 2377 "/tmp/scan/build2/net.tab.c"
    break;

  case 65: /* statement: "a name" ':' type "the end of the line" "a name" '=' expr "the end of the line"  */
#line 229 "grammar/net.y"
    { (yyval.statement) = build_typed_formula(p, (yyloc), (yyvsp[-7].name), (yyvsp[-5].type), (yyvsp[-3].name), (yylsp[-3]), build_no_exprs(), (yyvsp[-1].expr)); }
#line 2383 "/tmp/scan/build2/net.tab.c"
    break;

  case 66: /* statement: "a name" ':' type '=' expr "the end of the line"  */
#line 231 "grammar/net.y"
    { (yyval.statement) = build_typed_formula(p, (yyloc), (yyvsp[-5].name), (yyvsp[-3].type), (yyvsp[-5].name), (yylsp[-5]), build_no_exprs(), (yyvsp[-1].expr)); }
#line 2389 "/tmp/scan/build2/net.tab.c"
    break;

  case 67: /* statement: "`grad`" "a name" '=' expr "the end of the line"  */
#line 232 "grammar/net.y"
                                           { (yyval.statement) = build_formula(p, AST_GRAD, (yyloc), (yyvsp[-3].name), build_no_exprs(), (yyvsp[-1].expr)); }
#line 2395 "/tmp/scan/build2/net.tab.c"
    break;

  case 68: /* statement: "`grad`" "a name" '[' expressions ']' '=' expr "the end of the line"  */
#line 233 "grammar/net.y"
                                           { (yyval.statement) = build_formula(p, AST_GRAD, (yyloc), (yyvsp[-6].name), (yyvsp[-4].exprs), (yyvsp[-1].expr)); }
#line 2401 "/tmp/scan/build2/net.tab.c"
    break;

  case 69: /* statement: "`return`" expressions "the end of the line"  */
#line 234 "grammar/net.y"
                                           { (yyval.statement) = build_assign(p, AST_RETURN, (yyloc), build_no_names(), (yyvsp[-1].exprs)); }
#line 2407 "/tmp/scan/build2/net.tab.c"
    break;

  case 70: /* statement: "`yield`" expr "the end of the line"  */
#line 235 "grammar/net.y"
                                           { (yyval.statement) = build_assign(p, AST_YIELD, (yyloc), build_no_names(), build_exprs(p, (yyvsp[-1].expr))); }
#line 2413 "/tmp/scan/build2/net.tab.c"
    break;

  case 71: /* statement: "`yield`" names '=' expressions "the end of the line"  */
#line 236 "grammar/net.y"
                                           { (yyval.statement) = build_assign(p, AST_YIELD, (yyloc), (yyvsp[-3].names), (yyvsp[-1].exprs)); }
#line 2419 "/tmp/scan/build2/net.tab.c"
    break;

  case 72: /* statement: "`freeze`" expressions "the end of the line"  */
#line 237 "grammar/net.y"
                                           { (yyval.statement) = build_assign(p, AST_FREEZE, (yyloc), build_no_names(), (yyvsp[-1].exprs)); }
#line 2425 "/tmp/scan/build2/net.tab.c"
    break;

  case 73: /* statement: "`share`" "a name" '=' expr "the end of the line"  */
#line 238 "grammar/net.y"
                                           { (yyval.statement) = build_assign(p, AST_SHARE, (yyloc), build_names(p, (yyvsp[-3].name)), build_exprs(p, (yyvsp[-1].expr))); }
#line 2431 "/tmp/scan/build2/net.tab.c"
    break;

  case 74: /* statement: "`update`" "a name" '=' expr "the end of the line"  */
#line 239 "grammar/net.y"
                                           { (yyval.statement) = build_assign(p, AST_UPDATE, (yyloc), build_names(p, (yyvsp[-3].name)), build_exprs(p, (yyvsp[-1].expr))); }
#line 2437 "/tmp/scan/build2/net.tab.c"
    break;

  case 75: /* statement: "`require`" expr ',' "a string" "the end of the line"  */
#line 240 "grammar/net.y"
                                           { (yyval.statement) = build_require(p, (yyloc), (yyvsp[-3].expr), (yyvsp[-1].expr)); }
#line 2443 "/tmp/scan/build2/net.tab.c"
    break;

  case 76: /* statement: "`state`" bindings "the end of the line"  */
#line 241 "grammar/net.y"
                                           { (yyval.statement) = build_bindings(p, AST_STATE, (yyloc), (yyvsp[-1].bindings)); }
#line 2449 "/tmp/scan/build2/net.tab.c"
    break;

  case 77: /* statement: "`slot`" bindings "the end of the line"  */
#line 242 "grammar/net.y"
                                           { (yyval.statement) = build_bindings(p, AST_SLOT, (yyloc), (yyvsp[-1].bindings)); }
#line 2455 "/tmp/scan/build2/net.tab.c"
    break;

  case 78: /* statement: "`scalar`" bindings "the end of the line"  */
#line 243 "grammar/net.y"
                                           { (yyval.statement) = build_bindings(p, AST_SCALAR, (yyloc), (yyvsp[-1].bindings)); }
#line 2461 "/tmp/scan/build2/net.tab.c"
    break;

  case 79: /* statement: "`constant`" bindings "the end of the line"  */
#line 244 "grammar/net.y"
                                           { (yyval.statement) = build_bindings(p, AST_CONSTANT, (yyloc), (yyvsp[-1].bindings)); }
#line 2467 "/tmp/scan/build2/net.tab.c"
    break;

  case 80: /* statement: "`draw`" "a name" ':' type '~' expr draw_key "the end of the line"  */
#line 245 "grammar/net.y"
                                           { (yyval.statement) = build_draw(p, (yyloc), (yyvsp[-6].name), (yyvsp[-4].type), (yyvsp[-2].expr), (yyvsp[-1].expr)); }
#line 2473 "/tmp/scan/build2/net.tab.c"
    break;

  case 81: /* statement: "`param`" "a name" ':' type "the end of the line"  */
#line 246 "grammar/net.y"
                                           { (yyval.statement) = build_param(p, (yyloc), (yyvsp[-3].name), (yyvsp[-1].type), NULL, NULL); }
#line 2479 "/tmp/scan/build2/net.tab.c"
    break;

  case 82: /* statement: "`param`" "a name" ':' type '=' expr "the end of the line"  */
#line 247 "grammar/net.y"
                                           { (yyval.statement) = build_param(p, (yyloc), (yyvsp[-5].name), (yyvsp[-3].type), NULL, (yyvsp[-1].expr)); }
#line 2485 "/tmp/scan/build2/net.tab.c"
    break;

  case 83: /* statement: "`param`" "a name" ':' type '~' expr "the end of the line"  */
#line 248 "grammar/net.y"
                                           { (yyval.statement) = build_param(p, (yyloc), (yyvsp[-5].name), (yyvsp[-3].type), (yyvsp[-1].expr), NULL); }
#line 2491 "/tmp/scan/build2/net.tab.c"
    break;

  case 84: /* statement: "`param`" "a name" ':' type '~' expr "`if`" expr "the end of the line"  */
#line 250 "grammar/net.y"
    { (yyval.statement) = build_param(p, (yyloc), (yyvsp[-7].name), (yyvsp[-5].type), (yyvsp[-3].expr), NULL); (yyval.statement)->param.condition = (yyvsp[-1].expr); }
#line 2497 "/tmp/scan/build2/net.tab.c"
    break;

  case 85: /* statement: "`param`" "a name" ':' type '~' expr "`if`" expr "`else`" expr "the end of the line"  */
#line 252 "grammar/net.y"
    { (yyval.statement) = build_param(p, (yyloc), (yyvsp[-9].name), (yyvsp[-7].type), (yyvsp[-5].expr), NULL); (yyval.statement)->param.condition = (yyvsp[-3].expr); (yyval.statement)->param.otherwise = (yyvsp[-1].expr); }
#line 2503 "/tmp/scan/build2/net.tab.c"
    break;

  case 86: /* statement: "`group`" "a string" '(' arguments ')' "the end of the line"  */
#line 253 "grammar/net.y"
                                           { (yyval.statement) = build_group(p, (yyloc), (yyvsp[-4].expr), (yyvsp[-2].arguments)); }
#line 2509 "/tmp/scan/build2/net.tab.c"
    break;

  case 87: /* statement: "`rename`" "a string" "`->`" "a string" "the end of the line"  */
#line 254 "grammar/net.y"
                                           { (yyval.statement) = build_rename(p, (yyloc), (yyvsp[-3].expr), (yyvsp[-1].expr)); }
#line 2515 "/tmp/scan/build2/net.tab.c"
    break;

  case 88: /* statement: "`for`" names "`in`" expr block  */
#line 255 "grammar/net.y"
                                           { (yyval.statement) = build_loop(p, AST_FOR, (yyloc), (yyvsp[-3].names), (yyvsp[-1].expr), (yyvsp[0].block)); }
#line 2521 "/tmp/scan/build2/net.tab.c"
    break;

  case 89: /* statement: "`repeat`" expr block  */
#line 256 "grammar/net.y"
                                           { (yyval.statement) = build_loop(p, AST_REPEAT, (yyloc), build_no_names(), (yyvsp[-1].expr), (yyvsp[0].block)); }
#line 2527 "/tmp/scan/build2/net.tab.c"
    break;

  case 90: /* statement: "`scan`" names "`over`" "a name" extent scan_options carries block  */
#line 258 "grammar/net.y"
    { (yyval.statement) = build_scan(p, (yyloc), (yyvsp[-6].names), (yyvsp[-4].name), (yyvsp[-3].expr), (yyvsp[-2].arguments)); (yyval.statement)->scan.carries = (yyvsp[-1].bindings); (yyval.statement)->scan.body = (yyvsp[0].block); }
#line 2533 "/tmp/scan/build2/net.tab.c"
    break;

  case 91: /* statement: "`scan`" "`over`" "a name" extent scan_options carries block  */
#line 260 "grammar/net.y"
    { (yyval.statement) = build_scan(p, (yyloc), build_no_names(), (yyvsp[-4].name), (yyvsp[-3].expr), (yyvsp[-2].arguments)); (yyval.statement)->scan.carries = (yyvsp[-1].bindings); (yyval.statement)->scan.body = (yyvsp[0].block); }
#line 2539 "/tmp/scan/build2/net.tab.c"
    break;

  case 93: /* statement: error "the end of the line"  */
#line 262 "grammar/net.y"
                                           { (yyval.statement) = NULL; yyerrok; }
#line 2545 "/tmp/scan/build2/net.tab.c"
    break;

  case 94: /* statement: error block  */
#line 263 "grammar/net.y"
                                           { (yyval.statement) = NULL; yyerrok; }
#line 2551 "/tmp/scan/build2/net.tab.c"
    break;

  case 95: /* branch: "`if`" expr block  */
#line 267 "grammar/net.y"
                            { (yyval.statement) = build_branch(p, (yyloc), (yyvsp[-1].expr), (yyvsp[0].block), NULL); }
#line 2557 "/tmp/scan/build2/net.tab.c"
    break;

  case 96: /* branch: "`if`" expr block "`else`" block  */
#line 268 "grammar/net.y"
                            { (yyval.statement) = build_branch(p, (yyloc), (yyvsp[-3].expr), (yyvsp[-2].block), &(yyvsp[0].block)); }
#line 2563 "/tmp/scan/build2/net.tab.c"
    break;

  case 97: /* branch: "`if`" expr block "`else`" branch  */
#line 269 "grammar/net.y"
                            { AstBlock block = build_block(p, (yyvsp[0].statement)); (yyval.statement) = build_branch(p, (yyloc), (yyvsp[-3].expr), (yyvsp[-2].block), &block); }
#line 2569 "/tmp/scan/build2/net.tab.c"
    break;

  case 98: /* draw_key: %empty  */
#line 272 "grammar/net.y"
                 { (yyval.expr) = NULL; }
#line 2575 "/tmp/scan/build2/net.tab.c"
    break;

  case 99: /* draw_key: "`key`" primary  */
#line 272 "grammar/net.y"
                                                   { (yyval.expr) = (yyvsp[0].expr); }
#line 2581 "/tmp/scan/build2/net.tab.c"
    break;

  case 100: /* extent: %empty  */
#line 273 "grammar/net.y"
                 { (yyval.expr) = NULL; }
#line 2587 "/tmp/scan/build2/net.tab.c"
    break;

  case 101: /* extent: '<' sum  */
#line 273 "grammar/net.y"
                                          { (yyval.expr) = (yyvsp[0].expr); }
#line 2593 "/tmp/scan/build2/net.tab.c"
    break;

  case 102: /* scan_options: %empty  */
#line 276 "grammar/net.y"
                               { (yyval.arguments) = build_no_arguments(); }
#line 2599 "/tmp/scan/build2/net.tab.c"
    break;

  case 103: /* scan_options: scan_options ',' scan_option  */
#line 277 "grammar/net.y"
                               { (yyval.arguments) = (yyvsp[-2].arguments); list_add(p->arena, &(yyval.arguments), *(yyvsp[0].argument)); }
#line 2605 "/tmp/scan/build2/net.tab.c"
    break;

  case 104: /* scan_option: "a name" ':' pipe  */
#line 280 "grammar/net.y"
                         { (yyval.argument) = build_argument(p, (yyvsp[-2].name), (yylsp[-2]), (yyvsp[0].expr)); }
#line 2611 "/tmp/scan/build2/net.tab.c"
    break;

  case 105: /* carries: %empty  */
#line 282 "grammar/net.y"
                { (yyval.bindings) = build_no_bindings(); }
#line 2617 "/tmp/scan/build2/net.tab.c"
    break;

  case 106: /* carries: "`carry`" bindings  */
#line 282 "grammar/net.y"
                                                               { (yyval.bindings) = (yyvsp[0].bindings); }
#line 2623 "/tmp/scan/build2/net.tab.c"
    break;

  case 107: /* bindings: binding  */
#line 285 "grammar/net.y"
                       { (yyval.bindings) = build_no_bindings(); list_add(p->arena, &(yyval.bindings), *(yyvsp[0].binding)); }
#line 2629 "/tmp/scan/build2/net.tab.c"
    break;

  case 108: /* bindings: bindings ',' binding  */
#line 286 "grammar/net.y"
                       { (yyval.bindings) = (yyvsp[-2].bindings); list_add(p->arena, &(yyval.bindings), *(yyvsp[0].binding)); }
#line 2635 "/tmp/scan/build2/net.tab.c"
    break;

  case 109: /* binding: "a name" type_if_any default  */
#line 289 "grammar/net.y"
                                { (yyval.binding) = build_binding(p, (yyvsp[-2].name), (yylsp[-2]), (yyvsp[-1].type), (yyvsp[0].expr)); }
#line 2641 "/tmp/scan/build2/net.tab.c"
    break;

  case 110: /* type_if_any: %empty  */
#line 291 "grammar/net.y"
                    { (yyval.type) = NULL; }
#line 2647 "/tmp/scan/build2/net.tab.c"
    break;

  case 111: /* type_if_any: ':' type  */
#line 291 "grammar/net.y"
                                              { (yyval.type) = (yyvsp[0].type); }
#line 2653 "/tmp/scan/build2/net.tab.c"
    break;

  case 112: /* names: "a name"  */
#line 294 "grammar/net.y"
               { (yyval.names) = build_names(p, (yyvsp[0].name)); }
#line 2659 "/tmp/scan/build2/net.tab.c"
    break;

  case 113: /* names: names ',' "a name"  */
#line 295 "grammar/net.y"
               { (yyval.names) = (yyvsp[-2].names); list_add(p->arena, &(yyval.names), (yyvsp[0].name)); }
#line 2665 "/tmp/scan/build2/net.tab.c"
    break;

  case 114: /* expressions: expr  */
#line 301 "grammar/net.y"
                       { (yyval.exprs) = build_exprs(p, (yyvsp[0].expr)); }
#line 2671 "/tmp/scan/build2/net.tab.c"
    break;

  case 115: /* expressions: expressions ',' expr  */
#line 302 "grammar/net.y"
                       { (yyval.exprs) = (yyvsp[-2].exprs); list_add(p->arena, &(yyval.exprs), (yyvsp[0].expr)); }
#line 2677 "/tmp/scan/build2/net.tab.c"
    break;

  case 117: /* expr: "`if`" pipe "`then`" expr "`else`" expr  */
#line 307 "grammar/net.y"
                              { (yyval.expr) = build_if(p, (yyloc), (yyvsp[-4].expr), (yyvsp[-2].expr), (yyvsp[0].expr)); }
#line 2683 "/tmp/scan/build2/net.tab.c"
    break;

  case 119: /* pipe: pipe "`|>`" stage alias  */
#line 312 "grammar/net.y"
                        { (yyval.expr) = build_pipe(p, (yyloc), (yyvsp[-3].expr), (yyvsp[-1].expr), (yyvsp[0].name)); }
#line 2689 "/tmp/scan/build2/net.tab.c"
    break;

  case 120: /* alias: %empty  */
#line 315 "grammar/net.y"
              { (yyval.name) = NULL; }
#line 2695 "/tmp/scan/build2/net.tab.c"
    break;

  case 121: /* alias: "`as`" "a name"  */
#line 315 "grammar/net.y"
                                     { (yyval.name) = (yyvsp[0].name); }
#line 2701 "/tmp/scan/build2/net.tab.c"
    break;

  case 123: /* stage: callee '(' arguments ')'  */
#line 319 "grammar/net.y"
                           { (yyval.expr) = build_call(p, (yyloc), (yyvsp[-3].expr), (yyvsp[-1].arguments), (yylsp[-2])); }
#line 2707 "/tmp/scan/build2/net.tab.c"
    break;

  case 124: /* callee: "a name"  */
#line 323 "grammar/net.y"
                { (yyval.expr) = build_word(p, AST_NAME, (yyloc), (yyvsp[0].name)); }
#line 2713 "/tmp/scan/build2/net.tab.c"
    break;

  case 125: /* callee: callee '.' "a name"  */
#line 324 "grammar/net.y"
                { (yyval.expr) = build_field(p, (yyloc), (yyvsp[-2].expr), (yyvsp[0].name), (yylsp[0])); }
#line 2719 "/tmp/scan/build2/net.tab.c"
    break;

  case 127: /* disjunction: disjunction "`or`" conjunction  */
#line 327 "grammar/net.y"
                                                      { (yyval.expr) = build_binary(p, AST_OR, (yylsp[-1]), (yyvsp[-2].expr), (yyvsp[0].expr)); }
#line 2725 "/tmp/scan/build2/net.tab.c"
    break;

  case 129: /* conjunction: conjunction "`and`" negation  */
#line 328 "grammar/net.y"
                                                 { (yyval.expr) = build_binary(p, AST_AND, (yylsp[-1]), (yyvsp[-2].expr), (yyvsp[0].expr)); }
#line 2731 "/tmp/scan/build2/net.tab.c"
    break;

  case 131: /* negation: "`not`" negation  */
#line 329 "grammar/net.y"
                                         { (yyval.expr) = build_unary(p, AST_NOT, (yylsp[-1]), (yyvsp[0].expr)); }
#line 2737 "/tmp/scan/build2/net.tab.c"
    break;

  case 133: /* comparison_expr: sum comparison sum  */
#line 331 "grammar/net.y"
                                          { (yyval.expr) = build_binary(p, (yyvsp[-1].word), (yylsp[-1]), (yyvsp[-2].expr), (yyvsp[0].expr)); }
#line 2743 "/tmp/scan/build2/net.tab.c"
    break;

  case 134: /* comparison: "`==`"  */
#line 334 "grammar/net.y"
                { (yyval.word) = AST_EQUAL; }
#line 2749 "/tmp/scan/build2/net.tab.c"
    break;

  case 135: /* comparison: "`!=`"  */
#line 335 "grammar/net.y"
                { (yyval.word) = AST_NOT_EQUAL; }
#line 2755 "/tmp/scan/build2/net.tab.c"
    break;

  case 136: /* comparison: '<'  */
#line 336 "grammar/net.y"
                { (yyval.word) = AST_LESS; }
#line 2761 "/tmp/scan/build2/net.tab.c"
    break;

  case 137: /* comparison: "`<=`"  */
#line 337 "grammar/net.y"
                { (yyval.word) = AST_LESS_EQUAL; }
#line 2767 "/tmp/scan/build2/net.tab.c"
    break;

  case 138: /* comparison: '>'  */
#line 338 "grammar/net.y"
                { (yyval.word) = AST_GREATER; }
#line 2773 "/tmp/scan/build2/net.tab.c"
    break;

  case 139: /* comparison: "`>=`"  */
#line 339 "grammar/net.y"
                { (yyval.word) = AST_GREATER_EQUAL; }
#line 2779 "/tmp/scan/build2/net.tab.c"
    break;

  case 141: /* sum: sum '+' term  */
#line 344 "grammar/net.y"
               { (yyval.expr) = build_binary(p, AST_ADD, (yylsp[-1]), (yyvsp[-2].expr), (yyvsp[0].expr)); }
#line 2785 "/tmp/scan/build2/net.tab.c"
    break;

  case 142: /* sum: sum '-' term  */
#line 345 "grammar/net.y"
               { (yyval.expr) = build_binary(p, AST_SUBTRACT, (yylsp[-1]), (yyvsp[-2].expr), (yyvsp[0].expr)); }
#line 2791 "/tmp/scan/build2/net.tab.c"
    break;

  case 145: /* term: product '*' reduction  */
#line 352 "grammar/net.y"
                        { (yyval.expr) = build_binary(p, AST_MULTIPLY, (yylsp[-1]), (yyvsp[-2].expr), (yyvsp[0].expr)); }
#line 2797 "/tmp/scan/build2/net.tab.c"
    break;

  case 146: /* term: product '/' reduction  */
#line 353 "grammar/net.y"
                        { (yyval.expr) = build_binary(p, AST_DIVIDE, (yylsp[-1]), (yyvsp[-2].expr), (yyvsp[0].expr)); }
#line 2803 "/tmp/scan/build2/net.tab.c"
    break;

  case 147: /* reduction: "a reduction" '(' ranges condition otherwise ')' term  */
#line 357 "grammar/net.y"
                                              { (yyval.expr) = build_reduction(p, (yyloc), (yyvsp[-6].word), (yyvsp[-4].ranges), (yyvsp[-3].expr), (yyvsp[-2].expr), (yyvsp[0].expr)); }
#line 2809 "/tmp/scan/build2/net.tab.c"
    break;

  case 148: /* reduction: '-' reduction  */
#line 358 "grammar/net.y"
                                              { (yyval.expr) = build_unary(p, AST_NEGATE, (yylsp[-1]), (yyvsp[0].expr)); }
#line 2815 "/tmp/scan/build2/net.tab.c"
    break;

  case 149: /* condition: %empty  */
#line 361 "grammar/net.y"
                  { (yyval.expr) = NULL; }
#line 2821 "/tmp/scan/build2/net.tab.c"
    break;

  case 150: /* condition: "`if`" pipe  */
#line 361 "grammar/net.y"
                                           { (yyval.expr) = (yyvsp[0].expr); }
#line 2827 "/tmp/scan/build2/net.tab.c"
    break;

  case 151: /* otherwise: %empty  */
#line 362 "grammar/net.y"
                  { (yyval.expr) = NULL; }
#line 2833 "/tmp/scan/build2/net.tab.c"
    break;

  case 152: /* otherwise: "`else`" pipe  */
#line 362 "grammar/net.y"
                                             { (yyval.expr) = (yyvsp[0].expr); }
#line 2839 "/tmp/scan/build2/net.tab.c"
    break;

  case 153: /* ranges: range  */
#line 365 "grammar/net.y"
                   { (yyval.ranges) = build_no_ranges(); list_add(p->arena, &(yyval.ranges), *(yyvsp[0].range)); }
#line 2845 "/tmp/scan/build2/net.tab.c"
    break;

  case 154: /* ranges: ranges ',' range  */
#line 366 "grammar/net.y"
                   { (yyval.ranges) = (yyvsp[-2].ranges); list_add(p->arena, &(yyval.ranges), *(yyvsp[0].range)); }
#line 2851 "/tmp/scan/build2/net.tab.c"
    break;

  case 155: /* range: "a name"  */
#line 370 "grammar/net.y"
                            { (yyval.range) = build_range(p, AST_RANGE_NAME, (yyloc), build_names(p, (yyvsp[0].name)), NULL); }
#line 2857 "/tmp/scan/build2/net.tab.c"
    break;

  case 156: /* range: pack  */
#line 371 "grammar/net.y"
                            { (yyval.range) = build_range(p, AST_RANGE_PACK, (yyloc), build_no_names(), NULL); (yyval.range)->pack = (yyvsp[0].pack); }
#line 2863 "/tmp/scan/build2/net.tab.c"
    break;

  case 157: /* range: "a name" '<' sum  */
#line 372 "grammar/net.y"
                            { (yyval.range) = build_range(p, AST_RANGE_BELOW, (yyloc), build_names(p, (yyvsp[-2].name)), (yyvsp[0].expr)); }
#line 2869 "/tmp/scan/build2/net.tab.c"
    break;

  case 158: /* range: "a name" "`in`" postfix  */
#line 373 "grammar/net.y"
                            { (yyval.range) = build_range(p, AST_RANGE_IN, (yyloc), build_names(p, (yyvsp[-2].name)), (yyvsp[0].expr)); }
#line 2875 "/tmp/scan/build2/net.tab.c"
    break;

  case 159: /* range: '(' names ')' "`in`" postfix  */
#line 374 "grammar/net.y"
                            { (yyval.range) = build_range(p, AST_RANGE_TUPLE, (yyloc), (yyvsp[-3].names), (yyvsp[0].expr)); }
#line 2881 "/tmp/scan/build2/net.tab.c"
    break;

  case 161: /* product: product '*' unary  */
#line 379 "grammar/net.y"
                    { (yyval.expr) = build_binary(p, AST_MULTIPLY, (yylsp[-1]), (yyvsp[-2].expr), (yyvsp[0].expr)); }
#line 2887 "/tmp/scan/build2/net.tab.c"
    break;

  case 162: /* product: product '/' unary  */
#line 380 "grammar/net.y"
                    { (yyval.expr) = build_binary(p, AST_DIVIDE, (yylsp[-1]), (yyvsp[-2].expr), (yyvsp[0].expr)); }
#line 2893 "/tmp/scan/build2/net.tab.c"
    break;

  case 163: /* product: product '%' unary  */
#line 381 "grammar/net.y"
                    { (yyval.expr) = build_binary(p, AST_REMAINDER, (yylsp[-1]), (yyvsp[-2].expr), (yyvsp[0].expr)); }
#line 2899 "/tmp/scan/build2/net.tab.c"
    break;

  case 165: /* unary: '-' unary  */
#line 384 "grammar/net.y"
                         { (yyval.expr) = build_unary(p, AST_NEGATE, (yylsp[-1]), (yyvsp[0].expr)); }
#line 2905 "/tmp/scan/build2/net.tab.c"
    break;

  case 167: /* power: postfix '^' unary  */
#line 385 "grammar/net.y"
                                   { (yyval.expr) = build_binary(p, AST_POWER, (yylsp[-1]), (yyvsp[-2].expr), (yyvsp[0].expr)); }
#line 2911 "/tmp/scan/build2/net.tab.c"
    break;

  case 169: /* postfix: read "`??`" read  */
#line 389 "grammar/net.y"
                          { (yyval.expr) = build_otherwise(p, (yyloc), (yyvsp[-2].expr), (yyvsp[0].expr)); }
#line 2917 "/tmp/scan/build2/net.tab.c"
    break;

  case 170: /* postfix: read "`??`" '-' read  */
#line 390 "grammar/net.y"
                          { (yyval.expr) = build_otherwise(p, (yyloc), (yyvsp[-3].expr), build_unary(p, AST_NEGATE, (yylsp[-1]), (yyvsp[0].expr))); }
#line 2923 "/tmp/scan/build2/net.tab.c"
    break;

  case 172: /* read: read '[' expressions ']'  */
#line 395 "grammar/net.y"
                                     { (yyval.expr) = build_indexed(p, (yyloc), (yyvsp[-3].expr), (yyvsp[-1].exprs)); }
#line 2929 "/tmp/scan/build2/net.tab.c"
    break;

  case 173: /* read: read '.' "a name"  */
#line 396 "grammar/net.y"
                                     { (yyval.expr) = build_field(p, (yyloc), (yyvsp[-2].expr), (yyvsp[0].name), (yylsp[0])); }
#line 2935 "/tmp/scan/build2/net.tab.c"
    break;

  case 174: /* read: read '.' "a name" '(' arguments ')'  */
#line 397 "grammar/net.y"
                                     { (yyval.expr) = build_method(p, (yyloc), (yyvsp[-5].expr), (yyvsp[-3].name), (yylsp[-3]), (yyvsp[-1].arguments), (yylsp[-2])); }
#line 2941 "/tmp/scan/build2/net.tab.c"
    break;

  case 175: /* read: "a name" '(' arguments ')'  */
#line 398 "grammar/net.y"
                                     { (yyval.expr) = build_call(p, (yyloc), build_word(p, AST_NAME, (yylsp[-3]), (yyvsp[-3].name)), (yyvsp[-1].arguments), (yylsp[-2])); }
#line 2947 "/tmp/scan/build2/net.tab.c"
    break;

  case 176: /* arguments: %empty  */
#line 401 "grammar/net.y"
                  { (yyval.arguments) = build_no_arguments(); }
#line 2953 "/tmp/scan/build2/net.tab.c"
    break;

  case 178: /* argument_list: argument  */
#line 404 "grammar/net.y"
                             { (yyval.arguments) = build_no_arguments(); list_add(p->arena, &(yyval.arguments), *(yyvsp[0].argument)); }
#line 2959 "/tmp/scan/build2/net.tab.c"
    break;

  case 179: /* argument_list: argument_list ',' argument  */
#line 405 "grammar/net.y"
                             { (yyval.arguments) = (yyvsp[-2].arguments); list_add(p->arena, &(yyval.arguments), *(yyvsp[0].argument)); }
#line 2965 "/tmp/scan/build2/net.tab.c"
    break;

  case 180: /* argument: expr  */
#line 409 "grammar/net.y"
              { (yyval.argument) = build_argument(p, NULL, (yylsp[0]), (yyvsp[0].expr)); }
#line 2971 "/tmp/scan/build2/net.tab.c"
    break;

  case 181: /* argument: "a name" ':' expr  */
#line 410 "grammar/net.y"
              { (yyval.argument) = build_argument(p, (yyvsp[-2].name), (yylsp[-2]), (yyvsp[0].expr)); }
#line 2977 "/tmp/scan/build2/net.tab.c"
    break;

  case 182: /* primary: "a name"  */
#line 414 "grammar/net.y"
                          { (yyval.expr) = build_word(p, AST_NAME, (yyloc), (yyvsp[0].name)); }
#line 2983 "/tmp/scan/build2/net.tab.c"
    break;

  case 183: /* primary: "`grad`" '.' "a name"  */
#line 415 "grammar/net.y"
                          { (yyval.expr) = build_gradient(p, (yyloc), (yyvsp[0].name)); }
#line 2989 "/tmp/scan/build2/net.tab.c"
    break;

  case 184: /* primary: "a dimension"  */
#line 416 "grammar/net.y"
                          { (yyval.expr) = build_word(p, AST_DIMENSION, (yyloc), (yyvsp[0].name)); }
#line 2995 "/tmp/scan/build2/net.tab.c"
    break;

  case 188: /* primary: "`true`"  */
#line 420 "grammar/net.y"
                          { (yyval.expr) = build_boolean(p, (yyloc), true); }
#line 3001 "/tmp/scan/build2/net.tab.c"
    break;

  case 189: /* primary: "`false`"  */
#line 421 "grammar/net.y"
                          { (yyval.expr) = build_boolean(p, (yyloc), false); }
#line 3007 "/tmp/scan/build2/net.tab.c"
    break;

  case 190: /* primary: pack  */
#line 422 "grammar/net.y"
                          { (yyval.expr) = build_pack(p, (yyloc), (yyvsp[0].pack)); }
#line 3013 "/tmp/scan/build2/net.tab.c"
    break;

  case 191: /* primary: "a type" '(' expr ')'  */
#line 423 "grammar/net.y"
                          { (yyval.expr) = build_convert(p, (yyloc), (yyvsp[-3].word), (yyvsp[-1].expr)); }
#line 3019 "/tmp/scan/build2/net.tab.c"
    break;

  case 192: /* primary: '(' expressions ')'  */
#line 424 "grammar/net.y"
                          { (yyval.expr) = build_parentheses(p, (yyloc), (yyvsp[-1].exprs)); }
#line 3025 "/tmp/scan/build2/net.tab.c"
    break;

  case 193: /* primary: '(' fields ')'  */
#line 425 "grammar/net.y"
                          { (yyval.expr) = build_record(p, (yyloc), (yyvsp[-1].arguments)); }
#line 3031 "/tmp/scan/build2/net.tab.c"
    break;

  case 194: /* primary: '[' ']'  */
#line 426 "grammar/net.y"
                          { (yyval.expr) = build_list(p, (yyloc), build_no_exprs()); }
#line 3037 "/tmp/scan/build2/net.tab.c"
    break;

  case 195: /* primary: '[' expressions ']'  */
#line 427 "grammar/net.y"
                          { (yyval.expr) = build_list(p, (yyloc), (yyvsp[-1].exprs)); }
#line 3043 "/tmp/scan/build2/net.tab.c"
    break;

  case 196: /* pack: "`..`"  */
#line 431 "grammar/net.y"
                    { (yyval.pack) = (AstPack){NULL, NULL}; }
#line 3049 "/tmp/scan/build2/net.tab.c"
    break;

  case 197: /* pack: "`..`" name  */
#line 432 "grammar/net.y"
                    { (yyval.pack) = (AstPack){(yyvsp[0].name), NULL}; }
#line 3055 "/tmp/scan/build2/net.tab.c"
    break;

  case 198: /* pack: "`..`" ':' "a name"  */
#line 433 "grammar/net.y"
                    { (yyval.pack) = (AstPack){NULL, (yyvsp[0].name)}; }
#line 3061 "/tmp/scan/build2/net.tab.c"
    break;

  case 199: /* pack: "`..`" name ':' "a name"  */
#line 434 "grammar/net.y"
                    { (yyval.pack) = (AstPack){(yyvsp[-2].name), (yyvsp[0].name)}; }
#line 3067 "/tmp/scan/build2/net.tab.c"
    break;

  case 202: /* fields: field  */
#line 440 "grammar/net.y"
                   { (yyval.arguments) = build_no_arguments(); list_add(p->arena, &(yyval.arguments), *(yyvsp[0].argument)); }
#line 3073 "/tmp/scan/build2/net.tab.c"
    break;

  case 203: /* fields: fields ',' field  */
#line 441 "grammar/net.y"
                   { (yyval.arguments) = (yyvsp[-2].arguments); list_add(p->arena, &(yyval.arguments), *(yyvsp[0].argument)); }
#line 3079 "/tmp/scan/build2/net.tab.c"
    break;

  case 204: /* field: name ':' expr  */
#line 444 "grammar/net.y"
                     { (yyval.argument) = build_argument(p, (yyvsp[-2].name), (yylsp[-2]), (yyvsp[0].expr)); }
#line 3085 "/tmp/scan/build2/net.tab.c"
    break;


#line 3089 "/tmp/scan/build2/net.tab.c"

        default: break;
      }
    if (yychar_backup != yychar)
      YY_LAC_DISCARD ("yychar change");
  }
  /* User semantic actions sometimes alter yychar, and that requires
     that yytoken be updated with the new translation.  We take the
     approach of translating immediately before every use of yytoken.
     One alternative is translating here after every semantic action,
     but that translation would be missed if the semantic action invokes
     YYABORT, YYACCEPT, or YYERROR immediately after altering yychar or
     if it invokes YYBACKUP.  In the case of YYABORT or YYACCEPT, an
     incorrect destructor might then be invoked immediately.  In the
     case of YYERROR or YYBACKUP, subsequent parser actions might lead
     to an incorrect destructor call or verbose syntax error message
     before the lookahead is translated.  */
  YY_SYMBOL_PRINT ("-> $$ =", YY_CAST (yysymbol_kind_t, yyr1[yyn]), &yyval, &yyloc);

  YYPOPSTACK (yylen);
  yylen = 0;

  *++yyvsp = yyval;
  *++yylsp = yyloc;

  /* Now 'shift' the result of the reduction.  Determine what state
     that goes to, based on the state we popped back to and the rule
     number reduced by.  */
  {
    const int yylhs = yyr1[yyn] - YYNTOKENS;
    const int yyi = yypgoto[yylhs] + *yyssp;
    yystate = (0 <= yyi && yyi <= YYLAST && yycheck[yyi] == *yyssp
               ? yytable[yyi]
               : yydefgoto[yylhs]);
  }

  goto yynewstate;


/*--------------------------------------.
| yyerrlab -- here on detecting error.  |
`--------------------------------------*/
yyerrlab:
  /* Make sure we have latest lookahead translation.  See comments at
     user semantic actions for why this is necessary.  */
  yytoken = yychar == T_NET_EMPTY ? YYSYMBOL_YYEMPTY : YYTRANSLATE (yychar);
  /* If not already recovering from an error, report this error.  */
  if (!yyerrstatus)
    {
      ++yynerrs;
      {
        yypcontext_t yyctx
          = {yyssp, yyesa, &yyes, &yyes_capacity, yytoken, &yylloc};
        if (yychar != T_NET_EMPTY)
          YY_LAC_ESTABLISH;
        if (yyreport_syntax_error (&yyctx, p) == 2)
          YYNOMEM;
      }
    }

  yyerror_range[1] = yylloc;
  if (yyerrstatus == 3)
    {
      /* If just tried and failed to reuse lookahead token after an
         error, discard it.  */

      if (yychar <= T_END)
        {
          /* Return failure if at end of input.  */
          if (yychar == T_END)
            YYABORT;
        }
      else
        {
          yydestruct ("Error: discarding",
                      yytoken, &yylval, &yylloc, p);
          yychar = T_NET_EMPTY;
        }
    }

  /* Else will try to reuse lookahead token after shifting the error
     token.  */
  goto yyerrlab1;


/*---------------------------------------------------.
| yyerrorlab -- error raised explicitly by YYERROR.  |
`---------------------------------------------------*/
yyerrorlab:
  /* Pacify compilers when the user code never invokes YYERROR and the
     label yyerrorlab therefore never appears in user code.  */
  if (0)
    YYERROR;
  ++yynerrs;

  /* Do not reclaim the symbols of the rule whose action triggered
     this YYERROR.  */
  YYPOPSTACK (yylen);
  yylen = 0;
  YY_STACK_PRINT (yyss, yyssp);
  yystate = *yyssp;
  goto yyerrlab1;


/*-------------------------------------------------------------.
| yyerrlab1 -- common code for both syntax error and YYERROR.  |
`-------------------------------------------------------------*/
yyerrlab1:
  yyerrstatus = 3;      /* Each real token shifted decrements this.  */

  /* Pop stack until we find a state that shifts the error token.  */
  for (;;)
    {
      yyn = yypact[yystate];
      if (!yypact_value_is_default (yyn))
        {
          yyn += YYSYMBOL_YYerror;
          if (0 <= yyn && yyn <= YYLAST && yycheck[yyn] == YYSYMBOL_YYerror)
            {
              yyn = yytable[yyn];
              if (0 < yyn)
                break;
            }
        }

      /* Pop the current state because it cannot handle the error token.  */
      if (yyssp == yyss)
        YYABORT;

      yyerror_range[1] = *yylsp;
      yydestruct ("Error: popping",
                  YY_ACCESSING_SYMBOL (yystate), yyvsp, yylsp, p);
      YYPOPSTACK (1);
      yystate = *yyssp;
      YY_STACK_PRINT (yyss, yyssp);
    }

  /* If the stack popping above didn't lose the initial context for the
     current lookahead token, the shift below will for sure.  */
  YY_LAC_DISCARD ("error recovery");

  YY_IGNORE_MAYBE_UNINITIALIZED_BEGIN
  *++yyvsp = yylval;
  YY_IGNORE_MAYBE_UNINITIALIZED_END

  yyerror_range[2] = yylloc;
  ++yylsp;
  YYLLOC_DEFAULT (*yylsp, yyerror_range, 2);

  /* Shift the error token.  */
  YY_SYMBOL_PRINT ("Shifting", YY_ACCESSING_SYMBOL (yyn), yyvsp, yylsp);

  yystate = yyn;
  goto yynewstate;


/*-------------------------------------.
| yyacceptlab -- YYACCEPT comes here.  |
`-------------------------------------*/
yyacceptlab:
  yyresult = 0;
  goto yyreturnlab;


/*-----------------------------------.
| yyabortlab -- YYABORT comes here.  |
`-----------------------------------*/
yyabortlab:
  yyresult = 1;
  goto yyreturnlab;


/*-----------------------------------------------------------.
| yyexhaustedlab -- YYNOMEM (memory exhaustion) comes here.  |
`-----------------------------------------------------------*/
yyexhaustedlab:
  yyerror (&yylloc, p, YY_("memory exhausted"));
  yyresult = 2;
  goto yyreturnlab;


/*----------------------------------------------------------.
| yyreturnlab -- parsing is finished, clean up and return.  |
`----------------------------------------------------------*/
yyreturnlab:
  if (yychar != T_NET_EMPTY)
    {
      /* Make sure we have latest lookahead translation.  See comments at
         user semantic actions for why this is necessary.  */
      yytoken = YYTRANSLATE (yychar);
      yydestruct ("Cleanup: discarding lookahead",
                  yytoken, &yylval, &yylloc, p);
    }
  /* Do not reclaim the symbols of the rule whose action triggered
     this YYABORT or YYACCEPT.  */
  YYPOPSTACK (yylen);
  YY_STACK_PRINT (yyss, yyssp);
  while (yyssp != yyss)
    {
      yydestruct ("Cleanup: popping",
                  YY_ACCESSING_SYMBOL (+*yyssp), yyvsp, yylsp, p);
      YYPOPSTACK (1);
    }
#ifndef yyoverflow
  if (yyss != yyssa)
    YYSTACK_FREE (yyss);
#endif
  if (yyes != yyesa)
    YYSTACK_FREE (yyes);

  return yyresult;
}

#line 446 "grammar/net.y"


// Hands a syntax error on by the names of the tokens that were possible.
static int yyreport_syntax_error(const yypcontext_t *context, Parser *p)
{
  enum { MOST = YYNTOKENS };
  yysymbol_kind_t kinds[MOST];
  const char *expected[MOST];
  int count = yypcontext_expected_tokens(context, kinds, MOST);
  for (int i = 0; i < count; i++)
    expected[i] = yysymbol_name(kinds[i]);
  parse_report(p, expected, count);
  return 0;
}
