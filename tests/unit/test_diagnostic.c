/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/diagnostic.h"

static const struct {
    const char *about;
    ClaimsDiagnostic diagnostic;
    const char *text;
} cases[] = {
    {"nothing but a message", {.severity = CLAIMS_NOTE, .message = "m"}, "claims: note: m\n"},
    {"a place",
     {.severity = CLAIMS_ERROR, .file = "f.json", .line = 3, .column = 7, .message = "m"},
     "f.json:3:7: error: m\n"},
    {"a whole line",
     {.severity = CLAIMS_WARNING, .file = "f", .line = 3, .message = "m", .help = "h"},
     "f:3: warning: m\nhelp: h\n"},
    {"an excerpt",
     {.severity = CLAIMS_ERROR, .message = "m", .excerpt = "DEC (W", .caret = 5},
     "claims: error: m\n    DEC (W\n        ^\n"},
    {"an excerpt without a caret",
     {.severity = CLAIMS_ERROR, .message = "m", .excerpt = "DEC"},
     "claims: error: m\n    DEC\n"},
    {"a line that does not fit",
     {.severity = CLAIMS_ERROR,
      .message = "m",
      .excerpt = "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z "
                 "a b c d e f g h i j k l m n o p q r s t u v w x y z",
      .caret = 79},
     "claims: error: m\n"
     "    ...O P Q R S T U V W X Y Z a b c d e f g h i j k l m n o p q r s t u v w x y z\n"
     "       \x20                                                 ^\n"},
    {"what a terminal would obey",
     {.severity = CLAIMS_ERROR,
      .file = "a\x1b[31m\x07.txt",
      .message = "1\n2\t3\x7f",
      .excerpt = "\xc2\x9b\xe2\x80\xae\xff"
                 "caf\xc3\xa9",
      .help = "\x1b]0;x"},
     "a?[31m?.txt: error: 1 2 3?\n    ???caf\xc3\xa9\nhelp: ?]0;x\n"},
};

static void diagnostics_render(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Buffer text = {0};
        diagnostic_render(&cases[i].diagnostic, &text);
        if (strcmp(text.data, cases[i].text) != 0)
            print_error("%s:\n", cases[i].about);
        assert_string_equal(text.data, cases[i].text);
        buffer_free(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(diagnostics_render)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
