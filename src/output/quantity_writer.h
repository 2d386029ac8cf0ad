/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rendering quantities in the formats of writer.h, of which `writer` says which and how. */
#ifndef OUTPUT_QUANTITY_WRITER_H
#define OUTPUT_QUANTITY_WRITER_H

#include "output/writer.h"
#include "record/quantity_record.h"

/* What comes before the first quantity. */
void quantity_writer_begin(const Writer *writer, Buffer *buffer);

void quantity_writer_append(const Writer *writer, Buffer *buffer, const QuantityRecord *record);

#endif
