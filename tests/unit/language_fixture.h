/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A small language for tests of the engine, so that what they expect does not depend on the words
 * of rules/. Written with ' for ".
 */
#ifndef LANGUAGE_FIXTURE_H
#define LANGUAGE_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/diagnostic.h"
#include "base/string.h"
#include "mentions/mentions.h"

#define NO_EXAMPLES "'examples':[],'counterexamples':[]"

static const char language_text[] =
    "{'units':["
    "{'id':'percent','unit':'%','class':'percent','forms':['%','percent'],'examples':[]},"
    "{'id':'times','unit':'x','class':'times','forms':['x','\xc3\x97','times'],'examples':[]},"
    "{'id':'usd','unit':'USD','class':'money','forms':['dollars'],'prefix_forms':['$','US$'],"
    "'examples':[]},"
    "{'id':'db','unit':'dB','class':'db','forms':['dB'],'examples':[]},"
    "{'id':'params','unit':'params','class':'parameters','forms':['parameters'],'examples':[]},"
    "{'id':'tokens','unit':'tokens','class':'tokens','forms':['tokens'],'examples':[]},"
    "{'id':'second','unit':'s','class':'time','forms':['s','seconds'],'examples':[]},"
    "{'id':'ms','unit':'ms','class':'time','forms':['ms'],'examples':[]}],"
    "'multipliers':[{'forms':['K'],'scale':1000,'role':'letter'},"
    "{'forms':['B'],'scale':1e9,'role':'letter','alone':'params'},"
    "{'forms':['million'],'scale':1e6,'role':'word'}],"
    "'number_words':[{'forms':['three'],'value':3,'role':'digit'},"
    "{'forms':['twenty'],'value':20,'role':'tens'},"
    "{'forms':['twice'],'value':2,'role':'multiple','unit':'x'}],"
    "'bit_prefixes':[],"
    "'metrics':["
    "{'id':'latency','group':'efficiency','polarity':'lower','forms':['latency']," NO_EXAMPLES "},"
    "{'id':'memory','group':'efficiency','polarity':'lower','forms':['memory']," NO_EXAMPLES "},"
    "{'id':'accuracy','group':'quality','polarity':'higher','forms':['accuracy']," NO_EXAMPLES "},"
    "{'id':'f1','group':'quality','polarity':'higher','forms':['F1']," NO_EXAMPLES "},"
    "{'id':'score','group':'quality','polarity':'higher','generic':true,"
    "'forms':['performance']," NO_EXAMPLES "},"
    "{'id':'context','group':'setting','polarity':'none','forms':['context']," NO_EXAMPLES "}],"
    "'cues':["
    "{'id':'reduce','tag':'DEC','change':'decrease','breaks':true,'forms':['reduc{es|ed|ing}']},"
    "{'id':'by','tag':'BY','breaks':true,'forms':['by']},"
    "{'id':'to','tag':'TO','forms':['to']},"
    "{'id':'from','tag':'FROM','forms':['from']},"
    "{'id':'of','tag':'OF','forms':['of']},"
    "{'id':'and','tag':'AND','forms':['and','or']},"
    "{'id':'comma','tag':'COMMA','forms':[',']},"
    "{'id':'open','tag':'OPEN','forms':['(','[']},"
    "{'id':'close','tag':'CLOSE','forms':[')',']']},"
    "{'id':'vs','tag':'VS','forms':['versus']},"
    "{'id':'label','tag':'LABEL','forms':['scenario']},"
    "{'id':'factor','tag':'OF','unit':'times','forms':['a factor of']},"
    "{'id':'up-to','bound':'up_to','place':'before','forms':['up to']},"
    "{'id':'nearly','bound':'about','place':'before','forms':['about']},"
    "{'id':'more','bound':'at_least','place':'after','forms':['or more']},"
    "{'id':'average','bound':'average','place':'anywhere','forms':['average','on average']},"
    "{'id':'article','forms':['the','a','an']}],"
    "'names':["
    "{'id':'acme','slot':'model','forms':['Acme']," NO_EXAMPLES "},"
    "{'id':'road','slot':'dataset','forms':['RoadBench']," NO_EXAMPLES "}]}";

typedef struct Language {
    Buffer json, messages;
    Knowledge knowledge;
    UnitTable *units;
    Vocabulary *vocabulary;
    Arena arena; /* for what a test makes */
} Language;

static void language_message(void *cookie, const ClaimsDiagnostic *diagnostic)
{
    diagnostic_render(diagnostic, cookie);
}

static int language_setup(void **state)
{
    static Language language;
    language = (Language){0};
    for (const char *c = language_text; *c != '\0'; c++)
        buffer_append_char(&language.json, (char)(*c == '\'' ? '"' : *c));
    ClaimsSink sink = {language_message, &language.messages};
    ClaimsStatus status = knowledge_add_text(&language.knowledge, "language", language.json.data,
                                             language.json.size, sink);
    if (status == CLAIMS_OK)
        status = units_load(&language.knowledge, &language.units);
    if (status == CLAIMS_OK)
        status = vocabulary_load(&language.knowledge, language.units, &language.vocabulary);
    if (language.messages.data != NULL)
        print_error("%s", language.messages.data);
    *state = &language;
    return status == CLAIMS_OK ? 0 : -1;
}

static int language_teardown(void **state)
{
    Language *language = *state;
    vocabulary_free(language->vocabulary);
    units_free(language->units);
    knowledge_free(&language->knowledge);
    arena_free(&language->arena);
    buffer_free(&language->messages);
    buffer_free(&language->json);
    return 0;
}

/* Read `text` as one sentence. It lives in the language's arena. */
static inline void language_read(Language *language, const char *text, Sentence *sentence)
{
    TextSpan span = {0, (uint32_t)strlen(text)};
    assert_int_equal(
        sentence_read(language->vocabulary, string_of(text), span, &language->arena, sentence),
        CLAIMS_OK);
}

static inline void language_line(Language *language, const char *text, uint16_t parenthesis,
                                 Sentence *sentence, Line *line)
{
    language_read(language, text, sentence);
    assert_int_equal(line_make(language->vocabulary, sentence, parenthesis, &language->arena, line),
                     CLAIMS_OK);
}

#endif
