/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Neighbouring quantities that are told as one: ranges, lists, sizes. */
#ifndef MENTIONS_QUANTITY_LISTS_H
#define MENTIONS_QUANTITY_LISTS_H

#include "mentions/quantities.h"

/* Join what belongs together in `list`. `text` ends with the sentence. */
void quantity_lists_join(const QuantityWords *words, ClaimsString text, MeasureList *list);

#endif
