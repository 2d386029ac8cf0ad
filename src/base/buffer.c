/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/buffer.h"

#include <math.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Make room for `extra` bytes and a NUL. */
static bool buffer_reserve(Buffer *buffer, size_t extra)
{
    if (buffer->failed)
        return false;
    if (extra < buffer->capacity - buffer->size)
        return true;
    if (extra > SIZE_MAX / 2 - buffer->size - 1) {
        buffer->failed = true;
        return false;
    }
    size_t capacity = buffer->capacity > 0 ? buffer->capacity : 256;
    while (capacity < buffer->size + extra + 1)
        capacity *= 2;
    char *data = realloc(buffer->data, capacity);
    if (data == NULL) {
        buffer->failed = true;
        return false;
    }
    buffer->data = data;
    buffer->capacity = capacity;
    return true;
}

void buffer_append(Buffer *buffer, const char *data, size_t size)
{
    if (!buffer_reserve(buffer, size))
        return;
    if (size > 0)
        memcpy(buffer->data + buffer->size, data, size);
    buffer->size += size;
    buffer->data[buffer->size] = '\0';
}

void buffer_append_string(Buffer *buffer, ClaimsString string)
{
    buffer_append(buffer, string.data, string.size);
}

void buffer_append_text(Buffer *buffer, const char *text)
{
    buffer_append(buffer, text, strlen(text));
}

void buffer_append_char(Buffer *buffer, char c)
{
    if (!buffer_reserve(buffer, 1))
        return;
    buffer->data[buffer->size++] = c;
    buffer->data[buffer->size] = '\0';
}

void buffer_printf(Buffer *buffer, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int size = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (size < 0 || !buffer_reserve(buffer, (size_t)size)) {
        buffer->failed = true;
        return;
    }
    va_start(args, format);
    vsnprintf(buffer->data + buffer->size, (size_t)size + 1, format, args);
    va_end(args);
    buffer->size += (size_t)size;
}

/* The digits of `number`, with a point before the last `decimals` of them. */
static void append_decimal(Buffer *buffer, bool negative, uint64_t number, int decimals)
{
    char text[32];
    size_t at = sizeof text;
    for (int digits = 0; number > 0 || digits <= decimals; digits++) {
        if (digits == decimals && decimals > 0)
            text[--at] = '.';
        text[--at] = (char)('0' + number % 10);
        number /= 10;
    }
    if (negative)
        text[--at] = '-';
    buffer_append(buffer, text + at, sizeof text - at);
}

/* Most numbers are short decimals. A decimal of up to 15 digits is the shortest notation of the
 * double nearest to it, and the quotient here is that double, being rounded once. */
static bool append_short_number(Buffer *buffer, double number)
{
    static const double scales[] = {1, 10, 100, 1000, 10000};
    double size = fabs(number);
    for (int decimals = 0; decimals < 5; decimals++) {
        double digits = round(size * scales[decimals]);
        if (digits < 1e15 && digits / scales[decimals] == size) {
            append_decimal(buffer, number < 0, (uint64_t)digits, decimals);
            return true;
        }
    }
    return false;
}

void buffer_append_number(Buffer *buffer, double number)
{
    char text[40];
    if (fabs(number) < 1e15 && append_short_number(buffer, number))
        return;
    /* 15 digits are enough for every number that a text writes; 17 for every double. */
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, number);
        if (strtod(text, NULL) == number)
            break;
    }
    for (char *c = text; *c != '\0'; c++)
        if (*c == ',')
            *c = '.'; /* the only thing a locale can change here */
    buffer_append_text(buffer, text);
}

void buffer_clear(Buffer *buffer)
{
    buffer->size = 0;
    buffer->failed = false;
    if (buffer->data != NULL)
        buffer->data[0] = '\0';
}

void buffer_free(Buffer *buffer)
{
    free(buffer->data);
    *buffer = (Buffer){0};
}
