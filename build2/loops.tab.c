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
#define YYSTYPE         LOOPS_TEXT_STYPE
#define YYLTYPE         LOOPS_TEXT_LTYPE
/* Substitute the variable and function names.  */
#define yyparse         loops_text_parse
#define yylex           loops_text_lex
#define yyerror         loops_text_error
#define yydebug         loops_text_debug
#define yynerrs         loops_text_nerrs


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

#include "loops.tab.h"
/* Symbol kind.  */
enum yysymbol_kind_t
{
  YYSYMBOL_YYEMPTY = -2,
  YYSYMBOL_YYEOF = 0,                      /* "the end of the text"  */
  YYSYMBOL_YYerror = 1,                    /* error  */
  YYSYMBOL_YYUNDEF = 2,                    /* "invalid token"  */
  YYSYMBOL_NAME = 3,                       /* "a name"  */
  YYSYMBOL_STRING = 4,                     /* "a string"  */
  YYSYMBOL_INTEGER = 5,                    /* "a whole number"  */
  YYSYMBOL_DECIMAL = 6,                    /* "a number"  */
  YYSYMBOL_AND = 7,                        /* "`and`"  */
  YYSYMBOL_AS = 8,                         /* "`as`"  */
  YYSYMBOL_AT = 9,                         /* "`at`"  */
  YYSYMBOL_BUFFER = 10,                    /* "`buffer`"  */
  YYSYMBOL_BY = 11,                        /* "`by`"  */
  YYSYMBOL_CALL = 12,                      /* "`call`"  */
  YYSYMBOL_CONSTANT = 13,                  /* "`constant`"  */
  YYSYMBOL_COST = 14,                      /* "`cost`"  */
  YYSYMBOL_ELSE = 15,                      /* "`else`"  */
  YYSYMBOL_ENTRY = 16,                     /* "`entry`"  */
  YYSYMBOL_FALSE = 17,                     /* "`false`"  */
  YYSYMBOL_FOR = 18,                       /* "`for`"  */
  YYSYMBOL_IF = 19,                        /* "`if`"  */
  YYSYMBOL_IN = 20,                        /* "`in`"  */
  YYSYMBOL_INOUT = 21,                     /* "`inout`"  */
  YYSYMBOL_KERNEL = 22,                    /* "`kernel`"  */
  YYSYMBOL_LET = 23,                       /* "`let`"  */
  YYSYMBOL_NOT = 24,                       /* "`not`"  */
  YYSYMBOL_OF = 25,                        /* "`of`"  */
  YYSYMBOL_OR = 26,                        /* "`or`"  */
  YYSYMBOL_OUT = 27,                       /* "`out`"  */
  YYSYMBOL_PARALLEL = 28,                  /* "`parallel`"  */
  YYSYMBOL_PROGRAM = 29,                   /* "`program`"  */
  YYSYMBOL_STEP = 30,                      /* "`step`"  */
  YYSYMBOL_TRUE = 31,                      /* "`true`"  */
  YYSYMBOL_UNROLL = 32,                    /* "`unroll`"  */
  YYSYMBOL_DOTS = 33,                      /* "`..`"  */
  YYSYMBOL_EQUAL = 34,                     /* "`==`"  */
  YYSYMBOL_NOT_EQUAL = 35,                 /* "`!=`"  */
  YYSYMBOL_LESS_EQUAL = 36,                /* "`<=`"  */
  YYSYMBOL_LEFT = 37,                      /* "`<<`"  */
  YYSYMBOL_RIGHT = 38,                     /* "`>>`"  */
  YYSYMBOL_39_ = 39,                       /* '<'  */
  YYSYMBOL_40_ = 40,                       /* '+'  */
  YYSYMBOL_41_ = 41,                       /* '-'  */
  YYSYMBOL_42_ = 42,                       /* '*'  */
  YYSYMBOL_43_ = 43,                       /* '/'  */
  YYSYMBOL_MINUS = 44,                     /* MINUS  */
  YYSYMBOL_45_ = 45,                       /* '{'  */
  YYSYMBOL_46_ = 46,                       /* '}'  */
  YYSYMBOL_47_ = 47,                       /* ':'  */
  YYSYMBOL_48_ = 48,                       /* '['  */
  YYSYMBOL_49_ = 49,                       /* ']'  */
  YYSYMBOL_50_ = 50,                       /* ','  */
  YYSYMBOL_51_ = 51,                       /* '('  */
  YYSYMBOL_52_ = 52,                       /* ')'  */
  YYSYMBOL_53_ = 53,                       /* '='  */
  YYSYMBOL_YYACCEPT = 54,                  /* $accept  */
  YYSYMBOL_text = 55,                      /* text  */
  YYSYMBOL_definition = 56,                /* definition  */
  YYSYMBOL_model = 57,                     /* model  */
  YYSYMBOL_58_1 = 58,                      /* $@1  */
  YYSYMBOL_fields = 59,                    /* fields  */
  YYSYMBOL_field = 60,                     /* field  */
  YYSYMBOL_argument = 61,                  /* argument  */
  YYSYMBOL_arguments = 62,                 /* arguments  */
  YYSYMBOL_argument_list = 63,             /* argument_list  */
  YYSYMBOL_constant = 64,                  /* constant  */
  YYSYMBOL_kernel = 65,                    /* kernel  */
  YYSYMBOL_66_2 = 66,                      /* $@2  */
  YYSYMBOL_67_3 = 67,                      /* $@3  */
  YYSYMBOL_parameters = 68,                /* parameters  */
  YYSYMBOL_parameter_list = 69,            /* parameter_list  */
  YYSYMBOL_parameter = 70,                 /* parameter  */
  YYSYMBOL_direction = 71,                 /* direction  */
  YYSYMBOL_at = 72,                        /* at  */
  YYSYMBOL_layers = 73,                    /* layers  */
  YYSYMBOL_statements = 74,                /* statements  */
  YYSYMBOL_statement = 75,                 /* statement  */
  YYSYMBOL_76_4 = 76,                      /* $@4  */
  YYSYMBOL_77_5 = 77,                      /* $@5  */
  YYSYMBOL_body = 78,                      /* body  */
  YYSYMBOL_branch = 79,                    /* branch  */
  YYSYMBOL_80_6 = 80,                      /* $@6  */
  YYSYMBOL_otherwise = 81,                 /* otherwise  */
  YYSYMBOL_82_7 = 82,                      /* $@7  */
  YYSYMBOL_step = 83,                      /* step  */
  YYSYMBOL_unroll = 84,                    /* unroll  */
  YYSYMBOL_access = 85,                    /* access  */
  YYSYMBOL_expr = 86,                      /* expr  */
  YYSYMBOL_list = 87,                      /* list  */
  YYSYMBOL_items = 88,                     /* items  */
  YYSYMBOL_extents = 89,                   /* extents  */
  YYSYMBOL_entry = 90,                     /* entry  */
  YYSYMBOL_91_8 = 91,                      /* $@8  */
  YYSYMBOL_lines = 92,                     /* lines  */
  YYSYMBOL_line = 93,                      /* line  */
  YYSYMBOL_94_9 = 94,                      /* $@9  */
  YYSYMBOL_backwards = 95,                 /* backwards  */
  YYSYMBOL_bound = 96,                     /* bound  */
  YYSYMBOL_cost = 97,                      /* cost  */
  YYSYMBOL_as = 98                         /* as  */
};
typedef enum yysymbol_kind_t yysymbol_kind_t;



/* Unqualified %code blocks.  */
#line 24 "grammar/loops.y"

int loops_text_lex(LOOPS_TEXT_STYPE *value, Place *place, LoopsParser *p);
void loops_text_error(const Place *place, LoopsParser *p, const char *message);

#define YYLLOC_DEFAULT(current, right, count)                                                      \
  do {                                                                                             \
    (current).start = (count) ? YYRHSLOC(right, 1).start : YYRHSLOC(right, 0).end;                 \
    (current).end = YYRHSLOC(right, count).end;                                                    \
  } while (0)
#define YYMAXDEPTH 20000

#line 221 "/tmp/scan/build2/loops.tab.c"

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
         || (defined LOOPS_TEXT_LTYPE_IS_TRIVIAL && LOOPS_TEXT_LTYPE_IS_TRIVIAL \
             && defined LOOPS_TEXT_STYPE_IS_TRIVIAL && LOOPS_TEXT_STYPE_IS_TRIVIAL)))

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
#define YYFINAL  2
/* YYLAST -- Last index in YYTABLE.  */
#define YYLAST   454

/* YYNTOKENS -- Number of terminals.  */
#define YYNTOKENS  54
/* YYNNTS -- Number of nonterminals.  */
#define YYNNTS  45
/* YYNRULES -- Number of rules.  */
#define YYNRULES  113
/* YYNSTATES -- Number of states.  */
#define YYNSTATES  265

/* YYMAXUTOK -- Last valid token kind.  */
#define YYMAXUTOK   294


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
       2,     2,     2,     2,     2,     2,     2,     2,     2,     2,
      51,    52,    42,    40,    50,    41,     2,    43,     2,     2,
       2,     2,     2,     2,     2,     2,     2,     2,    47,     2,
      39,    53,     2,     2,     2,     2,     2,     2,     2,     2,
       2,     2,     2,     2,     2,     2,     2,     2,     2,     2,
       2,     2,     2,     2,     2,     2,     2,     2,     2,     2,
       2,    48,     2,    49,     2,     2,     2,     2,     2,     2,
       2,     2,     2,     2,     2,     2,     2,     2,     2,     2,
       2,     2,     2,     2,     2,     2,     2,     2,     2,     2,
       2,     2,     2,    45,     2,    46,     2,     2,     2,     2,
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
      35,    36,    37,    38,    44
};

#if LOOPS_TEXT_DEBUG
/* YYRLINE[YYN] -- Source line where rule number YYN was defined.  */
static const yytype_uint8 yyrline[] =
{
       0,    77,    77,    77,    79,    79,    79,    79,    83,    83,
      85,    85,    87,    88,    89,    90,    92,    94,    96,    97,
      99,    99,   101,   102,   104,   109,   110,   109,   112,   112,
     114,   114,   116,   117,   119,   119,   119,   121,   121,   123,
     123,   125,   125,   128,   127,   130,   129,   131,   132,   133,
     134,   135,   137,   140,   142,   142,   144,   144,   144,   146,
     146,   148,   148,   152,   153,   154,   157,   158,   159,   160,
     161,   162,   163,   164,   165,   167,   168,   169,   170,   171,
     172,   173,   174,   175,   176,   177,   178,   179,   180,   181,
     183,   184,   186,   186,   188,   192,   192,   195,   195,   197,
     198,   199,   200,   202,   203,   203,   206,   206,   208,   208,
     210,   210,   212,   212
};
#endif

/** Accessing symbol of state STATE.  */
#define YY_ACCESSING_SYMBOL(State) YY_CAST (yysymbol_kind_t, yystos[State])

#if 1
/* The user-facing name of the symbol whose (internal) number is
   YYSYMBOL.  No bounds checking.  */
static const char *yysymbol_name (yysymbol_kind_t yysymbol) YY_ATTRIBUTE_UNUSED;

/* YYTNAME[SYMBOL-NUM] -- String name of the symbol SYMBOL-NUM.
   First, the terminals, then, starting at YYNTOKENS, nonterminals.  */
static const char *const yytname[] =
{
  "\"the end of the text\"", "error", "\"invalid token\"", "\"a name\"",
  "\"a string\"", "\"a whole number\"", "\"a number\"", "\"`and`\"",
  "\"`as`\"", "\"`at`\"", "\"`buffer`\"", "\"`by`\"", "\"`call`\"",
  "\"`constant`\"", "\"`cost`\"", "\"`else`\"", "\"`entry`\"",
  "\"`false`\"", "\"`for`\"", "\"`if`\"", "\"`in`\"", "\"`inout`\"",
  "\"`kernel`\"", "\"`let`\"", "\"`not`\"", "\"`of`\"", "\"`or`\"",
  "\"`out`\"", "\"`parallel`\"", "\"`program`\"", "\"`step`\"",
  "\"`true`\"", "\"`unroll`\"", "\"`..`\"", "\"`==`\"", "\"`!=`\"",
  "\"`<=`\"", "\"`<<`\"", "\"`>>`\"", "'<'", "'+'", "'-'", "'*'", "'/'",
  "MINUS", "'{'", "'}'", "':'", "'['", "']'", "','", "'('", "')'", "'='",
  "$accept", "text", "definition", "model", "$@1", "fields", "field",
  "argument", "arguments", "argument_list", "constant", "kernel", "$@2",
  "$@3", "parameters", "parameter_list", "parameter", "direction", "at",
  "layers", "statements", "statement", "$@4", "$@5", "body", "branch",
  "$@6", "otherwise", "$@7", "step", "unroll", "access", "expr", "list",
  "items", "extents", "entry", "$@8", "lines", "line", "$@9", "backwards",
  "bound", "cost", "as", YY_NULLPTR
};

static const char *
yysymbol_name (yysymbol_kind_t yysymbol)
{
  return yytname[yysymbol];
}
#endif

#define YYPACT_NINF (-200)

#define yypact_value_is_default(Yyn) \
  ((Yyn) == YYPACT_NINF)

#define YYTABLE_NINF (-1)

#define yytable_value_is_error(Yyn) \
  ((Yyn) == YYTABLE_NINF)

/* YYPACT[STATE-NUM] -- Index in YYTABLE of the portion describing
   STATE-NUM.  */
static const yytype_int16 yypact[] =
{
    -200,   137,  -200,    13,    20,    32,    77,  -200,  -200,  -200,
    -200,  -200,    24,    78,  -200,  -200,    81,  -200,    38,    47,
      45,    52,    98,  -200,    97,  -200,    61,    57,    65,  -200,
      19,    79,    15,   113,   109,    98,    69,  -200,  -200,    73,
      36,   128,   130,   135,  -200,  -200,   -13,   136,   114,  -200,
       9,  -200,  -200,   100,    89,    96,  -200,    99,   101,   129,
    -200,  -200,  -200,  -200,  -200,   147,  -200,   103,   153,    63,
      93,   152,   155,   157,    93,   163,  -200,   117,   167,   125,
     -39,  -200,  -200,  -200,   169,  -200,    93,  -200,    93,    93,
    -200,   381,   381,   127,   132,  -200,   126,   131,   134,   149,
    -200,   138,  -200,   140,   133,    93,    93,    93,   139,   391,
    -200,   182,    93,    93,    93,    93,    93,    93,    93,    93,
      93,    93,    93,    93,    93,  -200,    93,   175,   176,    93,
      60,  -200,   167,  -200,   144,   202,   240,   -26,    93,  -200,
     391,   401,   411,   411,   411,    80,    80,   411,    34,    34,
    -200,  -200,   381,   148,   150,   183,   109,   265,   -43,   193,
      93,   195,   197,  -200,  -200,   186,   151,  -200,   194,   124,
    -200,   201,  -200,   -21,   187,   203,  -200,   114,  -200,  -200,
      93,    93,   190,   381,   166,   191,  -200,  -200,    93,   209,
     177,   285,   178,  -200,    93,  -200,   199,   215,   188,   220,
     381,    93,   205,   228,    93,   205,   381,   185,  -200,   227,
    -200,   381,   243,    93,  -200,  -200,   164,   305,  -200,  -200,
     200,   323,  -200,   249,   216,  -200,   127,    18,    -7,   343,
      93,    67,    93,    93,  -200,  -200,  -200,   259,   266,   363,
    -200,   381,   363,   221,    23,   268,   252,   252,   232,   281,
    -200,   283,  -200,  -200,    93,   241,  -200,   205,   205,   381,
     236,  -200,  -200,    93,   381
};

/* YYDEFACT[STATE-NUM] -- Default reduction number in state STATE-NUM.
   Performed when YYTABLE does not specify something else to do.  Zero
   means the default is an error.  */
static const yytype_int8 yydefact[] =
{
       2,     0,     1,     0,     0,     0,     0,     3,     4,     5,
       6,     7,     0,     0,    25,     8,     0,    95,     0,     0,
       0,     0,    28,    10,     0,    97,    33,     0,    29,    30,
       0,     0,     0,     0,    37,     0,     0,     9,    11,     0,
       0,     0,     0,     0,    96,    98,     0,     0,    39,    31,
      12,    13,    14,     0,     0,     0,   101,     0,     0,     0,
      34,    36,    35,    32,    38,     0,    26,     0,     0,     0,
      92,     0,     0,     0,    92,     0,    40,     0,    20,     0,
      70,    18,    66,    67,     0,    69,     0,    68,     0,     0,
      71,    19,    90,    93,     0,    99,     0,     0,     0,     0,
      41,     0,    22,     0,    21,    92,     0,     0,     0,    77,
      76,     0,     0,     0,     0,     0,     0,     0,     0,     0,
       0,     0,     0,     0,     0,    24,    92,     0,   112,     0,
       0,    17,     0,    94,     0,     0,    90,     0,     0,    72,
      79,    78,    80,    81,    83,    84,    85,    82,    86,    87,
      88,    89,    91,     0,     0,     0,    37,   106,     0,     0,
       0,     0,     0,    27,    42,    56,     0,    23,     0,     0,
      63,     0,    73,     0,   108,     0,   113,    39,   107,   104,
       0,     0,     0,    54,     0,     0,    57,    47,     0,     0,
      66,     0,     0,    75,     0,   100,     0,   110,     0,     0,
      49,     0,     0,     0,     0,     0,    50,    15,    64,     0,
      74,   109,     0,     0,   103,    97,     0,     0,    41,    55,
       0,     0,    58,     0,     0,   102,   111,     0,    66,     0,
       0,     0,     0,     0,    16,    65,   105,     0,     0,    59,
      53,    48,    59,     0,     0,     0,    61,    61,     0,     0,
      60,     0,    43,    45,     0,     0,    62,     0,     0,    51,
       0,    44,    46,     0,    52
};

/* YYPGOTO[NTERM-NUM].  */
static const yytype_int16 yypgoto[] =
{
    -200,  -200,  -200,  -200,  -200,  -200,  -200,   -75,  -200,  -200,
    -200,  -200,  -200,  -200,  -200,  -200,   258,  -200,   141,   118,
      76,  -200,  -200,  -200,  -199,  -200,  -200,  -200,  -200,    54,
      51,  -128,   -69,  -106,   -59,   189,  -200,  -200,    94,  -200,
    -200,  -200,  -200,  -200,  -200
};

/* YYDEFGOTO[NTERM-NUM].  */
static const yytype_int16 yydefgoto[] =
{
       0,     1,     7,     8,    19,    30,    38,    52,   103,   104,
       9,    10,    18,    77,    27,    28,    29,    63,    48,    66,
     130,   164,   257,   258,   219,   165,   202,   187,   205,   246,
     252,    90,    92,    93,   133,   134,    11,    21,    32,    45,
     198,   179,   195,   214,   156
};

/* YYTABLE[YYPACT[STATE-NUM]] -- What to do in state STATE-NUM.  If
   positive, shift that token.  If negative, reduce the rule whose
   number is the opposite.  If YYTABLE_NINF, syntax error.  */
static const yytype_int16 yytable[] =
{
      91,   137,   166,   102,   237,   180,   222,    60,    61,   106,
     181,    94,   107,    67,    62,    98,    12,   109,    40,   110,
     111,    40,    36,    13,   124,    41,   172,    42,    41,   124,
      42,   193,   173,    43,   249,    14,    43,   135,   136,    54,
      55,    56,   208,   140,   141,   142,   143,   144,   145,   146,
     147,   148,   149,   150,   151,   152,    68,   167,   261,   262,
     157,    44,    69,   158,   236,    37,    80,    81,    82,    83,
     158,    16,   235,    50,    51,    84,   122,   123,   159,   160,
      85,    15,    17,   161,    20,   159,   160,    86,   162,    22,
     161,   183,    23,    24,    87,   162,    80,    25,    82,    83,
     191,    26,    31,   166,    88,    84,   163,   226,    33,    34,
      85,   199,   200,   240,    89,    35,    46,    86,    47,   206,
     120,   121,   122,   123,    87,   211,    53,    80,    39,   190,
      83,    57,   217,    58,    88,   221,    84,     2,    59,    65,
      64,    85,    71,    72,    89,    70,    73,   229,    86,    75,
       3,    76,    74,     4,    78,    87,    79,    95,    96,     5,
      97,   239,   100,   241,   242,    88,     6,    80,    99,   228,
      83,   101,   108,   105,   126,    89,    84,   124,   125,   127,
     154,    85,   129,   132,   155,   259,   128,   176,    86,   112,
     138,    69,   131,   168,   264,    87,   182,   174,   184,   175,
     185,   186,   212,   189,   188,    88,   192,   194,   113,   112,
     201,   204,   196,   203,   207,    89,   114,   115,   116,   117,
     118,   119,   120,   121,   122,   123,   208,   112,   113,   213,
     210,   220,   224,   215,   139,   223,   114,   115,   116,   117,
     118,   119,   120,   121,   122,   123,   113,   112,   225,   169,
     218,   170,   234,   232,   114,   115,   116,   117,   118,   119,
     120,   121,   122,   123,   243,   235,   113,   216,   178,   170,
     248,   244,   112,   250,   114,   115,   116,   117,   118,   119,
     120,   121,   122,   123,   251,   254,   255,   171,   256,   263,
     260,   113,   112,    49,   231,   197,   247,   177,   253,   114,
     115,   116,   117,   118,   119,   120,   121,   122,   123,   227,
     209,   113,   112,     0,     0,   153,     0,     0,     0,   114,
     115,   116,   117,   118,   119,   120,   121,   122,   123,     0,
     112,   113,     0,     0,     0,     0,     0,     0,   230,   114,
     115,   116,   117,   118,   119,   120,   121,   122,   123,   113,
     112,     0,     0,     0,     0,     0,   233,   114,   115,   116,
     117,   118,   119,   120,   121,   122,   123,     0,   238,   113,
     112,     0,     0,     0,     0,     0,     0,   114,   115,   116,
     117,   118,   119,   120,   121,   122,   123,     0,   112,   113,
       0,     0,     0,   245,     0,     0,     0,   114,   115,   116,
     117,   118,   119,   120,   121,   122,   123,   113,   112,     0,
       0,     0,     0,     0,     0,   114,   115,   116,   117,   118,
     119,   120,   121,   122,   123,   114,   115,   116,   117,   118,
     119,   120,   121,   122,   123,   114,   115,   116,   117,   118,
     119,   120,   121,   122,   123,    -1,    -1,    -1,   117,   118,
      -1,   120,   121,   122,   123
};

static const yytype_int16 yycheck[] =
{
      69,   107,   130,    78,    11,    48,   205,    20,    21,    48,
      53,    70,    51,     4,    27,    74,     3,    86,     3,    88,
      89,     3,     3,     3,    50,    10,    52,    12,    10,    50,
      12,    52,   138,    18,    11,     3,    18,   106,   107,     3,
       4,     5,    49,   112,   113,   114,   115,   116,   117,   118,
     119,   120,   121,   122,   123,   124,    47,   132,   257,   258,
     129,    46,    53,     3,    46,    46,     3,     4,     5,     6,
       3,    47,    49,     4,     5,    12,    42,    43,    18,    19,
      17,     4,     4,    23,     3,    18,    19,    24,    28,    51,
      23,   160,    45,    48,    31,    28,     3,    45,     5,     6,
     169,     3,     5,   231,    41,    12,    46,   213,    47,    52,
      17,   180,   181,    46,    51,    50,     3,    24,     9,   188,
      40,    41,    42,    43,    31,   194,    53,     3,    49,     5,
       6,     3,   201,     3,    41,   204,    12,     0,     3,    25,
       4,    17,    53,    47,    51,    45,    47,   216,    24,    20,
      13,     4,    51,    16,    51,    31,     3,     5,     3,    22,
       3,   230,    45,   232,   233,    41,    29,     3,     5,     5,
       6,     4,     3,    48,    48,    51,    12,    50,    46,    48,
       5,    17,    33,    50,     8,   254,    52,     4,    24,     7,
      51,    53,    52,    49,   263,    31,     3,    49,     3,    49,
       3,    15,     3,     9,    53,    41,     5,    20,    26,     7,
      20,    20,     9,    47,     5,    51,    34,    35,    36,    37,
      38,    39,    40,    41,    42,    43,    49,     7,    26,    14,
      52,     3,     5,    45,    52,    50,    34,    35,    36,    37,
      38,    39,    40,    41,    42,    43,    26,     7,     5,    47,
      45,    49,     3,    53,    34,    35,    36,    37,    38,    39,
      40,    41,    42,    43,     5,    49,    26,    47,     3,    49,
      49,     5,     7,     5,    34,    35,    36,    37,    38,    39,
      40,    41,    42,    43,    32,    53,     5,    47,     5,    53,
      49,    26,     7,    35,   218,   177,   242,   156,   247,    34,
      35,    36,    37,    38,    39,    40,    41,    42,    43,   215,
      25,    26,     7,    -1,    -1,   126,    -1,    -1,    -1,    34,
      35,    36,    37,    38,    39,    40,    41,    42,    43,    -1,
       7,    26,    -1,    -1,    -1,    -1,    -1,    -1,    33,    34,
      35,    36,    37,    38,    39,    40,    41,    42,    43,    26,
       7,    -1,    -1,    -1,    -1,    -1,    33,    34,    35,    36,
      37,    38,    39,    40,    41,    42,    43,    -1,    25,    26,
       7,    -1,    -1,    -1,    -1,    -1,    -1,    34,    35,    36,
      37,    38,    39,    40,    41,    42,    43,    -1,     7,    26,
      -1,    -1,    -1,    30,    -1,    -1,    -1,    34,    35,    36,
      37,    38,    39,    40,    41,    42,    43,    26,     7,    -1,
      -1,    -1,    -1,    -1,    -1,    34,    35,    36,    37,    38,
      39,    40,    41,    42,    43,    34,    35,    36,    37,    38,
      39,    40,    41,    42,    43,    34,    35,    36,    37,    38,
      39,    40,    41,    42,    43,    34,    35,    36,    37,    38,
      39,    40,    41,    42,    43
};

/* YYSTOS[STATE-NUM] -- The symbol kind of the accessing symbol of
   state STATE-NUM.  */
static const yytype_int8 yystos[] =
{
       0,    55,     0,    13,    16,    22,    29,    56,    57,    64,
      65,    90,     3,     3,     3,     4,    47,     4,    66,    58,
       3,    91,    51,    45,    48,    45,     3,    68,    69,    70,
      59,     5,    92,    47,    52,    50,     3,    46,    60,    49,
       3,    10,    12,    18,    46,    93,     3,     9,    72,    70,
       4,     5,    61,    53,     3,     4,     5,     3,     3,     3,
      20,    21,    27,    71,     4,    25,    73,     4,    47,    53,
      45,    53,    47,    47,    51,    20,     4,    67,    51,     3,
       3,     4,     5,     6,    12,    17,    24,    31,    41,    51,
      85,    86,    86,    87,    88,     5,     3,     3,    88,     5,
      45,     4,    61,    62,    63,    48,    48,    51,     3,    86,
      86,    86,     7,    26,    34,    35,    36,    37,    38,    39,
      40,    41,    42,    43,    50,    46,    48,    48,    52,    33,
      74,    52,    50,    88,    89,    86,    86,    87,    51,    52,
      86,    86,    86,    86,    86,    86,    86,    86,    86,    86,
      86,    86,    86,    89,     5,     8,    98,    86,     3,    18,
      19,    23,    28,    46,    75,    79,    85,    61,    49,    47,
      49,    47,    52,    87,    49,    49,     4,    72,     3,    95,
      48,    53,     3,    86,     3,     3,    15,    81,    53,     9,
       5,    86,     5,    52,    20,    96,     9,    73,    94,    86,
      86,    20,    80,    47,    20,    82,    86,     5,    49,    25,
      52,    86,     3,    14,    97,    45,    47,    86,    45,    78,
       3,    86,    78,    50,     5,     5,    87,    92,     5,    86,
      33,    74,    53,    33,     3,    49,    46,    11,    25,    86,
      46,    86,    86,     5,     5,    30,    83,    83,    49,    11,
       5,    32,    84,    84,    53,     5,     5,    76,    77,    86,
      49,    78,    78,    53,    86
};

/* YYR1[RULE-NUM] -- Symbol kind of the left-hand side of rule RULE-NUM.  */
static const yytype_int8 yyr1[] =
{
       0,    54,    55,    55,    56,    56,    56,    56,    58,    57,
      59,    59,    60,    60,    60,    60,    60,    60,    61,    61,
      62,    62,    63,    63,    64,    66,    67,    65,    68,    68,
      69,    69,    70,    70,    71,    71,    71,    72,    72,    73,
      73,    74,    74,    76,    75,    77,    75,    75,    75,    75,
      75,    75,    75,    78,    80,    79,    81,    82,    81,    83,
      83,    84,    84,    85,    85,    85,    86,    86,    86,    86,
      86,    86,    86,    86,    86,    86,    86,    86,    86,    86,
      86,    86,    86,    86,    86,    86,    86,    86,    86,    86,
      87,    87,    88,    88,    89,    91,    90,    92,    92,    93,
      93,    93,    93,    93,    94,    93,    95,    95,    96,    96,
      97,    97,    98,    98
};

/* YYR2[RULE-NUM] -- Number of symbols on the right-hand side of rule RULE-NUM.  */
static const yytype_int8 yyr2[] =
{
       0,     2,     0,     2,     1,     1,     1,     1,     0,     6,
       0,     2,     2,     2,     2,     9,    11,     6,     3,     3,
       0,     1,     1,     3,    11,     0,     0,    12,     0,     1,
       1,     3,     4,     1,     1,     1,     1,     0,     2,     0,
       2,     0,     2,     0,    10,     0,    10,     2,     6,     3,
       3,    10,    12,     3,     0,     4,     0,     0,     3,     0,
       2,     0,     2,     4,     6,     8,     1,     1,     1,     1,
       1,     1,     3,     4,     6,     5,     2,     2,     3,     3,
       3,     3,     3,     3,     3,     3,     3,     3,     3,     3,
       1,     3,     0,     1,     1,     0,     7,     0,     2,     4,
       8,     2,    10,     9,     0,    11,     0,     1,     0,     2,
       0,     2,     0,     2
};


enum { YYENOMEM = -2 };

#define yyerrok         (yyerrstatus = 0)
#define yyclearin       (yychar = L_LOOPS_TEXT_EMPTY)

#define YYACCEPT        goto yyacceptlab
#define YYABORT         goto yyabortlab
#define YYERROR         goto yyerrorlab
#define YYNOMEM         goto yyexhaustedlab


#define YYRECOVERING()  (!!yyerrstatus)

#define YYBACKUP(Token, Value)                                    \
  do                                                              \
    if (yychar == L_LOOPS_TEXT_EMPTY)                                        \
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
   Use L_LOOPS_TEXT_error or L_LOOPS_TEXT_UNDEF. */
#define YYERRCODE L_LOOPS_TEXT_UNDEF

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
#if LOOPS_TEXT_DEBUG

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

#  elif defined LOOPS_TEXT_LTYPE_IS_TRIVIAL && LOOPS_TEXT_LTYPE_IS_TRIVIAL

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
                       yysymbol_kind_t yykind, YYSTYPE const * const yyvaluep, YYLTYPE const * const yylocationp, LoopsParser *p)
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
                 yysymbol_kind_t yykind, YYSTYPE const * const yyvaluep, YYLTYPE const * const yylocationp, LoopsParser *p)
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
                 int yyrule, LoopsParser *p)
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
#else /* !LOOPS_TEXT_DEBUG */
# define YYDPRINTF(Args) ((void) 0)
# define YY_SYMBOL_PRINT(Title, Kind, Value, Location)
# define YY_STACK_PRINT(Bottom, Top)
# define YY_REDUCE_PRINT(Rule)
#endif /* !LOOPS_TEXT_DEBUG */


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
#if LOOPS_TEXT_DEBUG
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
#if LOOPS_TEXT_DEBUG
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
#if LOOPS_TEXT_DEBUG
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




#ifndef yystrlen
# if defined __GLIBC__ && defined _STRING_H
#  define yystrlen(S) (YY_CAST (YYPTRDIFF_T, strlen (S)))
# else
/* Return the length of YYSTR.  */
static YYPTRDIFF_T
yystrlen (const char *yystr)
{
  YYPTRDIFF_T yylen;
  for (yylen = 0; yystr[yylen]; yylen++)
    continue;
  return yylen;
}
# endif
#endif

#ifndef yystpcpy
# if defined __GLIBC__ && defined _STRING_H && defined _GNU_SOURCE
#  define yystpcpy stpcpy
# else
/* Copy YYSRC to YYDEST, returning the address of the terminating '\0' in
   YYDEST.  */
static char *
yystpcpy (char *yydest, const char *yysrc)
{
  char *yyd = yydest;
  const char *yys = yysrc;

  while ((*yyd++ = *yys++) != '\0')
    continue;

  return yyd - 1;
}
# endif
#endif

#ifndef yytnamerr
/* Copy to YYRES the contents of YYSTR after stripping away unnecessary
   quotes and backslashes, so that it's suitable for yyerror.  The
   heuristic is that double-quoting is unnecessary unless the string
   contains an apostrophe, a comma, or backslash (other than
   backslash-backslash).  YYSTR is taken from yytname.  If YYRES is
   null, do not copy; instead, return the length of what the result
   would have been.  */
static YYPTRDIFF_T
yytnamerr (char *yyres, const char *yystr)
{
  if (*yystr == '"')
    {
      YYPTRDIFF_T yyn = 0;
      char const *yyp = yystr;
      for (;;)
        switch (*++yyp)
          {
          case '\'':
          case ',':
            goto do_not_strip_quotes;

          case '\\':
            if (*++yyp != '\\')
              goto do_not_strip_quotes;
            else
              goto append;

          append:
          default:
            if (yyres)
              yyres[yyn] = *yyp;
            yyn++;
            break;

          case '"':
            if (yyres)
              yyres[yyn] = '\0';
            return yyn;
          }
    do_not_strip_quotes: ;
    }

  if (yyres)
    return yystpcpy (yyres, yystr) - yyres;
  else
    return yystrlen (yystr);
}
#endif


static int
yy_syntax_error_arguments (const yypcontext_t *yyctx,
                           yysymbol_kind_t yyarg[], int yyargn)
{
  /* Actual size of YYARG. */
  int yycount = 0;
  /* There are many possibilities here to consider:
     - If this state is a consistent state with a default action, then
       the only way this function was invoked is if the default action
       is an error action.  In that case, don't check for expected
       tokens because there are none.
     - The only way there can be no lookahead present (in yychar) is if
       this state is a consistent state with a default action.  Thus,
       detecting the absence of a lookahead is sufficient to determine
       that there is no unexpected or expected token to report.  In that
       case, just report a simple "syntax error".
     - Don't assume there isn't a lookahead just because this state is a
       consistent state with a default action.  There might have been a
       previous inconsistent state, consistent state with a non-default
       action, or user semantic action that manipulated yychar.
       In the first two cases, it might appear that the current syntax
       error should have been detected in the previous state when yy_lac
       was invoked.  However, at that time, there might have been a
       different syntax error that discarded a different initial context
       during error recovery, leaving behind the current lookahead.
  */
  if (yyctx->yytoken != YYSYMBOL_YYEMPTY)
    {
      int yyn;
      YYDPRINTF ((stderr, "Constructing syntax error message\n"));
      if (yyarg)
        yyarg[yycount] = yyctx->yytoken;
      ++yycount;
      yyn = yypcontext_expected_tokens (yyctx,
                                        yyarg ? yyarg + 1 : yyarg, yyargn - 1);
      if (yyn == YYENOMEM)
        return YYENOMEM;
      else if (yyn == 0)
        YYDPRINTF ((stderr, "No expected tokens.\n"));
      else
        yycount += yyn;
    }
  return yycount;
}

/* Copy into *YYMSG, which is of size *YYMSG_ALLOC, an error message
   about the unexpected token YYTOKEN for the state stack whose top is
   YYSSP.  In order to see if a particular token T is a
   valid looakhead, invoke yy_lac (YYESA, YYES, YYES_CAPACITY, YYSSP, T).

   Return 0 if *YYMSG was successfully written.  Return -1 if *YYMSG is
   not large enough to hold the message.  In that case, also set
   *YYMSG_ALLOC to the required number of bytes.  Return YYENOMEM if the
   required number of bytes is too large to store or if
   yy_lac returned YYENOMEM.  */
static int
yysyntax_error (YYPTRDIFF_T *yymsg_alloc, char **yymsg,
                const yypcontext_t *yyctx)
{
  enum { YYARGS_MAX = 5 };
  /* Internationalized format string. */
  const char *yyformat = YY_NULLPTR;
  /* Arguments of yyformat: reported tokens (one for the "unexpected",
     one per "expected"). */
  yysymbol_kind_t yyarg[YYARGS_MAX];
  /* Cumulated lengths of YYARG.  */
  YYPTRDIFF_T yysize = 0;

  /* Actual size of YYARG. */
  int yycount = yy_syntax_error_arguments (yyctx, yyarg, YYARGS_MAX);
  if (yycount == YYENOMEM)
    return YYENOMEM;

  switch (yycount)
    {
#define YYCASE_(N, S)                       \
      case N:                               \
        yyformat = S;                       \
        break
    default: /* Avoid compiler warnings. */
      YYCASE_(0, YY_("syntax error"));
      YYCASE_(1, YY_("syntax error, unexpected %s"));
      YYCASE_(2, YY_("syntax error, unexpected %s, expecting %s"));
      YYCASE_(3, YY_("syntax error, unexpected %s, expecting %s or %s"));
      YYCASE_(4, YY_("syntax error, unexpected %s, expecting %s or %s or %s"));
      YYCASE_(5, YY_("syntax error, unexpected %s, expecting %s or %s or %s or %s"));
#undef YYCASE_
    }

  /* Compute error message size.  Don't count the "%s"s, but reserve
     room for the terminator.  */
  yysize = yystrlen (yyformat) - 2 * yycount + 1;
  {
    int yyi;
    for (yyi = 0; yyi < yycount; ++yyi)
      {
        YYPTRDIFF_T yysize1
          = yysize + yytnamerr (YY_NULLPTR, yytname[yyarg[yyi]]);
        if (yysize <= yysize1 && yysize1 <= YYSTACK_ALLOC_MAXIMUM)
          yysize = yysize1;
        else
          return YYENOMEM;
      }
  }

  if (*yymsg_alloc < yysize)
    {
      *yymsg_alloc = 2 * yysize;
      if (! (yysize <= *yymsg_alloc
             && *yymsg_alloc <= YYSTACK_ALLOC_MAXIMUM))
        *yymsg_alloc = YYSTACK_ALLOC_MAXIMUM;
      return -1;
    }

  /* Avoid sprintf, as that infringes on the user's name space.
     Don't have undefined behavior even if the translation
     produced a string with the wrong number of "%s"s.  */
  {
    char *yyp = *yymsg;
    int yyi = 0;
    while ((*yyp = *yyformat) != '\0')
      if (*yyp == '%' && yyformat[1] == 's' && yyi < yycount)
        {
          yyp += yytnamerr (yyp, yytname[yyarg[yyi++]]);
          yyformat += 2;
        }
      else
        {
          ++yyp;
          ++yyformat;
        }
  }
  return 0;
}


/*-----------------------------------------------.
| Release the memory associated to this symbol.  |
`-----------------------------------------------*/

static void
yydestruct (const char *yymsg,
            yysymbol_kind_t yykind, YYSTYPE *yyvaluep, YYLTYPE *yylocationp, LoopsParser *p)
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
yyparse (LoopsParser *p)
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
# if defined LOOPS_TEXT_LTYPE_IS_TRIVIAL && LOOPS_TEXT_LTYPE_IS_TRIVIAL
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

  /* Buffer for error messages, and its allocated size.  */
  char yymsgbuf[128];
  char *yymsg = yymsgbuf;
  YYPTRDIFF_T yymsg_alloc = sizeof yymsgbuf;

#define YYPOPSTACK(N)   (yyvsp -= (N), yyssp -= (N), yylsp -= (N))

  /* The number of symbols on the RHS of the reduced rule.
     Keep to zero when no symbol should be popped.  */
  int yylen = 0;

  YYDPRINTF ((stderr, "Starting parse\n"));

  yychar = L_LOOPS_TEXT_EMPTY; /* Cause a token to be read.  */

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
  if (yychar == L_LOOPS_TEXT_EMPTY)
    {
      YYDPRINTF ((stderr, "Reading a token\n"));
      yychar = yylex (&yylval, &yylloc, p);
    }

  if (yychar <= L_END)
    {
      yychar = L_END;
      yytoken = YYSYMBOL_YYEOF;
      YYDPRINTF ((stderr, "Now at end of input.\n"));
    }
  else if (yychar == L_LOOPS_TEXT_error)
    {
      /* The scanner already issued an error message, process directly
         to error recovery.  But do not keep the error token as
         lookahead, it is too special and may lead us to an endless
         loop in error recovery. */
      yychar = L_LOOPS_TEXT_UNDEF;
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
  yychar = L_LOOPS_TEXT_EMPTY;
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
  case 8: /* $@1: %empty  */
#line 83 "grammar/loops.y"
                      { parse_model_begin(p, (yyvsp[0].text)); }
#line 2023 "/tmp/scan/build2/loops.tab.c"
    break;

  case 12: /* field: "a name" "a string"  */
#line 87 "grammar/loops.y"
                   { parse_field_text(p, (yyvsp[-1].text), (yyvsp[0].text), (yyloc)); }
#line 2029 "/tmp/scan/build2/loops.tab.c"
    break;

  case 13: /* field: "a name" "a whole number"  */
#line 88 "grammar/loops.y"
                    { parse_field_integer(p, (yyvsp[-1].text), (yyvsp[0].integer), (yyloc)); }
#line 2035 "/tmp/scan/build2/loops.tab.c"
    break;

  case 14: /* field: "a name" argument  */
#line 89 "grammar/loops.y"
                     { parse_field_argument(p, (yyvsp[-1].text), (yyvsp[0].argument), (yyloc)); }
#line 2041 "/tmp/scan/build2/loops.tab.c"
    break;

  case 15: /* field: "a name" "a string" ':' "a name" '[' extents ']' "`at`" "a whole number"  */
#line 91 "grammar/loops.y"
       { parse_tensor(p, (yyvsp[-8].text), (yyvsp[-7].text), (yyvsp[-5].text), (yyvsp[-3].trees), (yyvsp[0].integer), NULL, (yyloc)); }
#line 2047 "/tmp/scan/build2/loops.tab.c"
    break;

  case 16: /* field: "a name" "a string" ':' "a name" '[' extents ']' "`at`" "a whole number" ',' "a name"  */
#line 93 "grammar/loops.y"
       { parse_tensor(p, (yyvsp[-10].text), (yyvsp[-9].text), (yyvsp[-7].text), (yyvsp[-5].trees), (yyvsp[-2].integer), (yyvsp[0].text), (yyloc)); }
#line 2053 "/tmp/scan/build2/loops.tab.c"
    break;

  case 17: /* field: "a name" "a string" "a string" '(' arguments ')'  */
#line 94 "grammar/loops.y"
                                            { parse_reader(p, (yyvsp[-5].text), (yyvsp[-4].text), (yyvsp[-3].text), (yyvsp[-1].arguments), (yyloc)); }
#line 2059 "/tmp/scan/build2/loops.tab.c"
    break;

  case 18: /* argument: "a string" '=' "a string"  */
#line 96 "grammar/loops.y"
                            { (yyval.argument) = parse_argument(p, (yyvsp[-2].text), (yyvsp[0].text), NULL); }
#line 2065 "/tmp/scan/build2/loops.tab.c"
    break;

  case 19: /* argument: "a string" '=' expr  */
#line 97 "grammar/loops.y"
                          { (yyval.argument) = parse_argument(p, (yyvsp[-2].text), NULL, (yyvsp[0].tree)); }
#line 2071 "/tmp/scan/build2/loops.tab.c"
    break;

  case 20: /* arguments: %empty  */
#line 99 "grammar/loops.y"
                  { (yyval.arguments) = (Arguments){0}; }
#line 2077 "/tmp/scan/build2/loops.tab.c"
    break;

  case 22: /* argument_list: argument  */
#line 101 "grammar/loops.y"
                        { (yyval.arguments) = (Arguments){0}; list_add(p->arena, &(yyval.arguments), (yyvsp[0].argument)); }
#line 2083 "/tmp/scan/build2/loops.tab.c"
    break;

  case 23: /* argument_list: argument_list ',' argument  */
#line 102 "grammar/loops.y"
                                          { (yyval.arguments) = (yyvsp[-2].arguments); list_add(p->arena, &(yyval.arguments), (yyvsp[0].argument)); }
#line 2089 "/tmp/scan/build2/loops.tab.c"
    break;

  case 24: /* constant: "`constant`" "a name" ':' "a name" '[' "a whole number" ']' '=' '{' items '}'  */
#line 105 "grammar/loops.y"
          { parse_constant(p, (yyvsp[-9].text), (yyvsp[-7].text), (yyvsp[-5].integer), (yyvsp[-1].trees), (yylsp[-9])); }
#line 2095 "/tmp/scan/build2/loops.tab.c"
    break;

  case 25: /* $@2: %empty  */
#line 109 "grammar/loops.y"
                    { parse_kernel_begin(p, (yyvsp[0].text), (yylsp[0])); }
#line 2101 "/tmp/scan/build2/loops.tab.c"
    break;

  case 26: /* $@3: %empty  */
#line 110 "grammar/loops.y"
        { parse_kernel_origin(p, (yyvsp[-1].text), (yyvsp[0].text)); }
#line 2107 "/tmp/scan/build2/loops.tab.c"
    break;

  case 27: /* kernel: "`kernel`" "a name" $@2 '(' parameters ')' at layers $@3 '{' statements '}'  */
#line 110 "grammar/loops.y"
                                                               { parse_kernel_end(p); }
#line 2113 "/tmp/scan/build2/loops.tab.c"
    break;

  case 32: /* parameter: "a name" ':' "a name" direction  */
#line 116 "grammar/loops.y"
                                   { parse_parameter(p, (yyvsp[-3].text), (yyvsp[-1].text), (yyvsp[0].access), (yyloc)); }
#line 2119 "/tmp/scan/build2/loops.tab.c"
    break;

  case 33: /* parameter: "a name"  */
#line 117 "grammar/loops.y"
                { parse_size(p, (yyvsp[0].text), (yylsp[0])); }
#line 2125 "/tmp/scan/build2/loops.tab.c"
    break;

  case 34: /* direction: "`in`"  */
#line 119 "grammar/loops.y"
              { (yyval.access) = ACCESS_IN; }
#line 2131 "/tmp/scan/build2/loops.tab.c"
    break;

  case 35: /* direction: "`out`"  */
#line 119 "grammar/loops.y"
                                        { (yyval.access) = ACCESS_OUT; }
#line 2137 "/tmp/scan/build2/loops.tab.c"
    break;

  case 36: /* direction: "`inout`"  */
#line 119 "grammar/loops.y"
                                                                     { (yyval.access) = ACCESS_INOUT; }
#line 2143 "/tmp/scan/build2/loops.tab.c"
    break;

  case 37: /* at: %empty  */
#line 121 "grammar/loops.y"
           { (yyval.text) = NULL; }
#line 2149 "/tmp/scan/build2/loops.tab.c"
    break;

  case 38: /* at: "`at`" "a string"  */
#line 121 "grammar/loops.y"
                                      { (yyval.text) = (yyvsp[0].text); }
#line 2155 "/tmp/scan/build2/loops.tab.c"
    break;

  case 39: /* layers: %empty  */
#line 123 "grammar/loops.y"
               { (yyval.text) = NULL; }
#line 2161 "/tmp/scan/build2/loops.tab.c"
    break;

  case 40: /* layers: "`of`" "a string"  */
#line 123 "grammar/loops.y"
                                          { (yyval.text) = (yyvsp[0].text); }
#line 2167 "/tmp/scan/build2/loops.tab.c"
    break;

  case 43: /* $@4: %empty  */
#line 128 "grammar/loops.y"
           { parse_for(p, false, (yyvsp[-6].text), (yyvsp[-4].tree), (yyvsp[-2].tree), (yyvsp[-1].integer), (yyvsp[0].integer), (yylsp[-6])); }
#line 2173 "/tmp/scan/build2/loops.tab.c"
    break;

  case 45: /* $@5: %empty  */
#line 130 "grammar/loops.y"
           { parse_for(p, true, (yyvsp[-6].text), (yyvsp[-4].tree), (yyvsp[-2].tree), (yyvsp[-1].integer), (yyvsp[0].integer), (yylsp[-6])); }
#line 2179 "/tmp/scan/build2/loops.tab.c"
    break;

  case 48: /* statement: "`let`" "a name" ':' "a name" '=' expr  */
#line 132 "grammar/loops.y"
                                      { parse_let(p, (yyvsp[-4].text), (yyvsp[-2].text), (yyvsp[0].tree), (yyloc)); }
#line 2185 "/tmp/scan/build2/loops.tab.c"
    break;

  case 49: /* statement: "a name" '=' expr  */
#line 133 "grammar/loops.y"
                         { parse_set(p, (yyvsp[-2].text), (yyvsp[0].tree), (yylsp[-2])); }
#line 2191 "/tmp/scan/build2/loops.tab.c"
    break;

  case 50: /* statement: access '=' expr  */
#line 134 "grammar/loops.y"
                           { parse_store(p, (yyvsp[-2].tree), 1, (yyvsp[0].tree)); }
#line 2197 "/tmp/scan/build2/loops.tab.c"
    break;

  case 51: /* statement: "a name" '[' expr ':' "a whole number" "`by`" "a whole number" ']' '=' expr  */
#line 136 "grammar/loops.y"
           { parse_store(p, tree_lanes(p, TREE_LOAD, (yyvsp[-9].text), (yyloc), (yyvsp[-7].tree), NULL, (yyvsp[-5].integer)), (yyvsp[-3].integer), (yyvsp[0].tree)); }
#line 2203 "/tmp/scan/build2/loops.tab.c"
    break;

  case 52: /* statement: "a name" '[' expr ':' expr "`of`" "a whole number" "`by`" "a whole number" ']' '=' expr  */
#line 138 "grammar/loops.y"
           { parse_store(p, tree_lanes(p, TREE_LOAD, (yyvsp[-11].text), (yyloc), (yyvsp[-9].tree), (yyvsp[-7].tree), (yyvsp[-5].integer)), (yyvsp[-3].integer), (yyvsp[0].tree)); }
#line 2209 "/tmp/scan/build2/loops.tab.c"
    break;

  case 53: /* body: '{' statements '}'  */
#line 140 "grammar/loops.y"
                         { parse_close(p); }
#line 2215 "/tmp/scan/build2/loops.tab.c"
    break;

  case 54: /* $@6: %empty  */
#line 142 "grammar/loops.y"
                { parse_if(p, (yyvsp[0].tree)); }
#line 2221 "/tmp/scan/build2/loops.tab.c"
    break;

  case 57: /* $@7: %empty  */
#line 144 "grammar/loops.y"
                         { parse_else(p); }
#line 2227 "/tmp/scan/build2/loops.tab.c"
    break;

  case 59: /* step: %empty  */
#line 146 "grammar/loops.y"
             { (yyval.integer) = 1; }
#line 2233 "/tmp/scan/build2/loops.tab.c"
    break;

  case 60: /* step: "`step`" "a whole number"  */
#line 146 "grammar/loops.y"
                                        { (yyval.integer) = (yyvsp[0].integer); }
#line 2239 "/tmp/scan/build2/loops.tab.c"
    break;

  case 61: /* unroll: %empty  */
#line 148 "grammar/loops.y"
               { (yyval.integer) = 0; }
#line 2245 "/tmp/scan/build2/loops.tab.c"
    break;

  case 62: /* unroll: "`unroll`" "a whole number"  */
#line 148 "grammar/loops.y"
                                            { (yyval.integer) = (yyvsp[0].integer); }
#line 2251 "/tmp/scan/build2/loops.tab.c"
    break;

  case 63: /* access: "a name" '[' expr ']'  */
#line 152 "grammar/loops.y"
                          { (yyval.tree) = tree_lanes(p, TREE_LOAD, (yyvsp[-3].text), (yyloc), (yyvsp[-1].tree), NULL, 1); }
#line 2257 "/tmp/scan/build2/loops.tab.c"
    break;

  case 64: /* access: "a name" '[' expr ':' "a whole number" ']'  */
#line 153 "grammar/loops.y"
                                      { (yyval.tree) = tree_lanes(p, TREE_LOAD, (yyvsp[-5].text), (yyloc), (yyvsp[-3].tree), NULL, (yyvsp[-1].integer)); }
#line 2263 "/tmp/scan/build2/loops.tab.c"
    break;

  case 65: /* access: "a name" '[' expr ':' expr "`of`" "a whole number" ']'  */
#line 155 "grammar/loops.y"
        { (yyval.tree) = tree_lanes(p, TREE_LOAD, (yyvsp[-7].text), (yyloc), (yyvsp[-5].tree), (yyvsp[-3].tree), (yyvsp[-1].integer)); }
#line 2269 "/tmp/scan/build2/loops.tab.c"
    break;

  case 66: /* expr: "a whole number"  */
#line 157 "grammar/loops.y"
              { (yyval.tree) = tree_create(p, TREE_INTEGER, (yyloc)); (yyval.tree)->integer = (yyvsp[0].integer); }
#line 2275 "/tmp/scan/build2/loops.tab.c"
    break;

  case 67: /* expr: "a number"  */
#line 158 "grammar/loops.y"
              { (yyval.tree) = tree_create(p, TREE_NUMBER, (yyloc)); (yyval.tree)->number = (yyvsp[0].number); }
#line 2281 "/tmp/scan/build2/loops.tab.c"
    break;

  case 68: /* expr: "`true`"  */
#line 159 "grammar/loops.y"
           { (yyval.tree) = tree_create(p, TREE_BOOL, (yyloc)); (yyval.tree)->integer = 1; }
#line 2287 "/tmp/scan/build2/loops.tab.c"
    break;

  case 69: /* expr: "`false`"  */
#line 160 "grammar/loops.y"
            { (yyval.tree) = tree_create(p, TREE_BOOL, (yyloc)); }
#line 2293 "/tmp/scan/build2/loops.tab.c"
    break;

  case 70: /* expr: "a name"  */
#line 161 "grammar/loops.y"
           { (yyval.tree) = tree_list(p, TREE_NAME, (yyvsp[0].text), (yyloc), (Trees){0}); }
#line 2299 "/tmp/scan/build2/loops.tab.c"
    break;

  case 72: /* expr: '(' expr ')'  */
#line 163 "grammar/loops.y"
                   { (yyval.tree) = (yyvsp[-1].tree); }
#line 2305 "/tmp/scan/build2/loops.tab.c"
    break;

  case 73: /* expr: "a name" '(' list ')'  */
#line 164 "grammar/loops.y"
                        { (yyval.tree) = tree_list(p, TREE_CALL, (yyvsp[-3].text), (yyloc), (yyvsp[-1].trees)); }
#line 2311 "/tmp/scan/build2/loops.tab.c"
    break;

  case 74: /* expr: "a name" '(' expr ':' "a whole number" ')'  */
#line 166 "grammar/loops.y"
      { (yyval.tree) = tree_lanes(p, TREE_CALL, (yyvsp[-5].text), (yyloc), (yyvsp[-3].tree), NULL, (yyvsp[-1].integer)); }
#line 2317 "/tmp/scan/build2/loops.tab.c"
    break;

  case 75: /* expr: "`call`" "a name" '(' list ')'  */
#line 167 "grammar/loops.y"
                             { (yyval.tree) = tree_list(p, TREE_LIBRARY, (yyvsp[-3].text), (yyloc), (yyvsp[-1].trees)); }
#line 2323 "/tmp/scan/build2/loops.tab.c"
    break;

  case 76: /* expr: '-' expr  */
#line 168 "grammar/loops.y"
                           { (yyval.tree) = tree_operator(p, LOOP_NEGATE, (yyloc), (yyvsp[0].tree), NULL); }
#line 2329 "/tmp/scan/build2/loops.tab.c"
    break;

  case 77: /* expr: "`not`" expr  */
#line 169 "grammar/loops.y"
               { (yyval.tree) = tree_operator(p, LOOP_NOT, (yyloc), (yyvsp[0].tree), NULL); }
#line 2335 "/tmp/scan/build2/loops.tab.c"
    break;

  case 78: /* expr: expr "`or`" expr  */
#line 170 "grammar/loops.y"
                   { (yyval.tree) = tree_operator(p, LOOP_OR, (yyloc), (yyvsp[-2].tree), (yyvsp[0].tree)); }
#line 2341 "/tmp/scan/build2/loops.tab.c"
    break;

  case 79: /* expr: expr "`and`" expr  */
#line 171 "grammar/loops.y"
                    { (yyval.tree) = tree_operator(p, LOOP_AND, (yyloc), (yyvsp[-2].tree), (yyvsp[0].tree)); }
#line 2347 "/tmp/scan/build2/loops.tab.c"
    break;

  case 80: /* expr: expr "`==`" expr  */
#line 172 "grammar/loops.y"
                      { (yyval.tree) = tree_operator(p, LOOP_EQUAL, (yyloc), (yyvsp[-2].tree), (yyvsp[0].tree)); }
#line 2353 "/tmp/scan/build2/loops.tab.c"
    break;

  case 81: /* expr: expr "`!=`" expr  */
#line 173 "grammar/loops.y"
                          { (yyval.tree) = tree_operator(p, LOOP_NOT_EQUAL, (yyloc), (yyvsp[-2].tree), (yyvsp[0].tree)); }
#line 2359 "/tmp/scan/build2/loops.tab.c"
    break;

  case 82: /* expr: expr '<' expr  */
#line 174 "grammar/loops.y"
                    { (yyval.tree) = tree_operator(p, LOOP_LESS, (yyloc), (yyvsp[-2].tree), (yyvsp[0].tree)); }
#line 2365 "/tmp/scan/build2/loops.tab.c"
    break;

  case 83: /* expr: expr "`<=`" expr  */
#line 175 "grammar/loops.y"
                           { (yyval.tree) = tree_operator(p, LOOP_LESS_EQUAL, (yyloc), (yyvsp[-2].tree), (yyvsp[0].tree)); }
#line 2371 "/tmp/scan/build2/loops.tab.c"
    break;

  case 84: /* expr: expr "`<<`" expr  */
#line 176 "grammar/loops.y"
                     { (yyval.tree) = tree_operator(p, LOOP_SHIFT_LEFT, (yyloc), (yyvsp[-2].tree), (yyvsp[0].tree)); }
#line 2377 "/tmp/scan/build2/loops.tab.c"
    break;

  case 85: /* expr: expr "`>>`" expr  */
#line 177 "grammar/loops.y"
                      { (yyval.tree) = tree_operator(p, LOOP_SHIFT_RIGHT, (yyloc), (yyvsp[-2].tree), (yyvsp[0].tree)); }
#line 2383 "/tmp/scan/build2/loops.tab.c"
    break;

  case 86: /* expr: expr '+' expr  */
#line 178 "grammar/loops.y"
                    { (yyval.tree) = tree_operator(p, LOOP_ADD, (yyloc), (yyvsp[-2].tree), (yyvsp[0].tree)); }
#line 2389 "/tmp/scan/build2/loops.tab.c"
    break;

  case 87: /* expr: expr '-' expr  */
#line 179 "grammar/loops.y"
                    { (yyval.tree) = tree_operator(p, LOOP_SUBTRACT, (yyloc), (yyvsp[-2].tree), (yyvsp[0].tree)); }
#line 2395 "/tmp/scan/build2/loops.tab.c"
    break;

  case 88: /* expr: expr '*' expr  */
#line 180 "grammar/loops.y"
                    { (yyval.tree) = tree_operator(p, LOOP_MULTIPLY, (yyloc), (yyvsp[-2].tree), (yyvsp[0].tree)); }
#line 2401 "/tmp/scan/build2/loops.tab.c"
    break;

  case 89: /* expr: expr '/' expr  */
#line 181 "grammar/loops.y"
                    { (yyval.tree) = tree_operator(p, LOOP_DIVIDE, (yyloc), (yyvsp[-2].tree), (yyvsp[0].tree)); }
#line 2407 "/tmp/scan/build2/loops.tab.c"
    break;

  case 90: /* list: expr  */
#line 183 "grammar/loops.y"
           { (yyval.trees) = (Trees){0}; list_add(p->arena, &(yyval.trees), (yyvsp[0].tree)); }
#line 2413 "/tmp/scan/build2/loops.tab.c"
    break;

  case 91: /* list: list ',' expr  */
#line 184 "grammar/loops.y"
                    { (yyval.trees) = (yyvsp[-2].trees); list_add(p->arena, &(yyval.trees), (yyvsp[0].tree)); }
#line 2419 "/tmp/scan/build2/loops.tab.c"
    break;

  case 92: /* items: %empty  */
#line 186 "grammar/loops.y"
              { (yyval.trees) = (Trees){0}; }
#line 2425 "/tmp/scan/build2/loops.tab.c"
    break;

  case 95: /* $@8: %empty  */
#line 192 "grammar/loops.y"
                         { parse_entry_begin(p, (yyvsp[-1].text), (yyvsp[0].text), (yyloc)); }
#line 2431 "/tmp/scan/build2/loops.tab.c"
    break;

  case 96: /* entry: "`entry`" "a name" "a string" $@8 '{' lines '}'  */
#line 193 "grammar/loops.y"
       { parse_entry_end(p); }
#line 2437 "/tmp/scan/build2/loops.tab.c"
    break;

  case 99: /* line: "a name" "a name" '=' "a whole number"  */
#line 197 "grammar/loops.y"
                            { parse_symbol(p, (yyvsp[-2].text), (yyvsp[0].integer)); }
#line 2443 "/tmp/scan/build2/loops.tab.c"
    break;

  case 100: /* line: "a name" "a string" ':' "a name" '[' extents ']' bound  */
#line 198 "grammar/loops.y"
                                                 { parse_port(p, (yyvsp[-7].text), (yyvsp[-6].text), (yyvsp[-4].text), (yyvsp[-2].trees), (yyvsp[0].tree), (yyloc)); }
#line 2449 "/tmp/scan/build2/loops.tab.c"
    break;

  case 101: /* line: "a name" "a whole number"  */
#line 199 "grammar/loops.y"
                   { parse_workspace(p, (yyvsp[-1].text), (yyvsp[0].integer), (yyloc)); }
#line 2455 "/tmp/scan/build2/loops.tab.c"
    break;

  case 102: /* line: "`buffer`" "a name" ':' "a name" '[' "a whole number" ']' "`at`" "a name" "a whole number"  */
#line 201 "grammar/loops.y"
      { parse_buffer(p, (yyvsp[-8].text), (yyvsp[-6].text), (yyvsp[-4].integer), (yyvsp[-1].text), (yyvsp[0].integer), (yylsp[-8])); }
#line 2461 "/tmp/scan/build2/loops.tab.c"
    break;

  case 103: /* line: "`call`" "a name" '(' items ')' as at layers cost  */
#line 202 "grammar/loops.y"
                                                { parse_call(p, (yyvsp[-7].text), (yyvsp[-5].trees), (yyvsp[-3].text), (yyvsp[-2].text), (yyvsp[-1].text), (yyvsp[0].trees), (yylsp[-7])); }
#line 2467 "/tmp/scan/build2/loops.tab.c"
    break;

  case 104: /* $@9: %empty  */
#line 203 "grammar/loops.y"
                                              { parse_repeat(p, (yyvsp[-5].text), (yyvsp[-3].integer), (yyvsp[-1].tree), (yyvsp[0].text), (yylsp[-5])); }
#line 2473 "/tmp/scan/build2/loops.tab.c"
    break;

  case 105: /* line: "`for`" "a name" "`in`" "a whole number" "`..`" expr backwards $@9 '{' lines '}'  */
#line 204 "grammar/loops.y"
      { parse_repeat_end(p); }
#line 2479 "/tmp/scan/build2/loops.tab.c"
    break;

  case 106: /* backwards: %empty  */
#line 206 "grammar/loops.y"
                  { (yyval.text) = NULL; }
#line 2485 "/tmp/scan/build2/loops.tab.c"
    break;

  case 108: /* bound: %empty  */
#line 208 "grammar/loops.y"
              { (yyval.tree) = NULL; }
#line 2491 "/tmp/scan/build2/loops.tab.c"
    break;

  case 109: /* bound: "`in`" expr  */
#line 208 "grammar/loops.y"
                                       { (yyval.tree) = (yyvsp[0].tree); }
#line 2497 "/tmp/scan/build2/loops.tab.c"
    break;

  case 110: /* cost: %empty  */
#line 210 "grammar/loops.y"
             { (yyval.trees) = (Trees){0}; }
#line 2503 "/tmp/scan/build2/loops.tab.c"
    break;

  case 111: /* cost: "`cost`" list  */
#line 210 "grammar/loops.y"
                                              { (yyval.trees) = (yyvsp[0].trees); }
#line 2509 "/tmp/scan/build2/loops.tab.c"
    break;

  case 112: /* as: %empty  */
#line 212 "grammar/loops.y"
           { (yyval.text) = NULL; }
#line 2515 "/tmp/scan/build2/loops.tab.c"
    break;

  case 113: /* as: "`as`" "a string"  */
#line 212 "grammar/loops.y"
                                      { (yyval.text) = (yyvsp[0].text); }
#line 2521 "/tmp/scan/build2/loops.tab.c"
    break;


#line 2525 "/tmp/scan/build2/loops.tab.c"

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
  yytoken = yychar == L_LOOPS_TEXT_EMPTY ? YYSYMBOL_YYEMPTY : YYTRANSLATE (yychar);
  /* If not already recovering from an error, report this error.  */
  if (!yyerrstatus)
    {
      ++yynerrs;
      {
        yypcontext_t yyctx
          = {yyssp, yyesa, &yyes, &yyes_capacity, yytoken, &yylloc};
        char const *yymsgp = YY_("syntax error");
        int yysyntax_error_status;
        if (yychar != L_LOOPS_TEXT_EMPTY)
          YY_LAC_ESTABLISH;
        yysyntax_error_status = yysyntax_error (&yymsg_alloc, &yymsg, &yyctx);
        if (yysyntax_error_status == 0)
          yymsgp = yymsg;
        else if (yysyntax_error_status == -1)
          {
            if (yymsg != yymsgbuf)
              YYSTACK_FREE (yymsg);
            yymsg = YY_CAST (char *,
                             YYSTACK_ALLOC (YY_CAST (YYSIZE_T, yymsg_alloc)));
            if (yymsg)
              {
                yysyntax_error_status
                  = yysyntax_error (&yymsg_alloc, &yymsg, &yyctx);
                yymsgp = yymsg;
              }
            else
              {
                yymsg = yymsgbuf;
                yymsg_alloc = sizeof yymsgbuf;
                yysyntax_error_status = YYENOMEM;
              }
          }
        yyerror (&yylloc, p, yymsgp);
        if (yysyntax_error_status == YYENOMEM)
          YYNOMEM;
      }
    }

  yyerror_range[1] = yylloc;
  if (yyerrstatus == 3)
    {
      /* If just tried and failed to reuse lookahead token after an
         error, discard it.  */

      if (yychar <= L_END)
        {
          /* Return failure if at end of input.  */
          if (yychar == L_END)
            YYABORT;
        }
      else
        {
          yydestruct ("Error: discarding",
                      yytoken, &yylval, &yylloc, p);
          yychar = L_LOOPS_TEXT_EMPTY;
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
  if (yychar != L_LOOPS_TEXT_EMPTY)
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
  if (yymsg != yymsgbuf)
    YYSTACK_FREE (yymsg);
  return yyresult;
}

