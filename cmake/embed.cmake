# SPDX-License-Identifier: GPL-3.0-or-later
#
# cmake -P embed.cmake OUTPUT.c FILE...
# Writes a C source with the bytes of each FILE, as declared by src/rules/builtin.h.

# The arguments before OUTPUT.c are "cmake -P embed.cmake".
set(output ${CMAKE_ARGV3})
set(files "")
math(EXPR last "${CMAKE_ARGC} - 1")
if(last GREATER 3)
    foreach(i RANGE 4 ${last})
        list(APPEND files ${CMAKE_ARGV${i}})
    endforeach()
endif()
list(SORT files)

set(arrays "")
set(rows "")
set(count 0)
foreach(file IN LISTS files)
    file(READ ${file} bytes HEX)
    string(REGEX REPLACE "(..)" "0x\\1," bytes "${bytes}")
    get_filename_component(name ${file} NAME)
    # The final zero ends the text and is not part of its size. Bytes are unsigned in the array
    # because those above 127 do not fit a signed char.
    string(APPEND arrays "static const unsigned char file_${count}[] = {${bytes}0};\n")
    string(APPEND rows "    {\"${name}\", (const char *)file_${count}, sizeof file_${count} - 1},\n")
    math(EXPR count "${count} + 1")
endforeach()

# The closing row keeps the array from being empty.
file(WRITE ${output} "#include \"rules/builtin.h\"

${arrays}
const BuiltinFile builtin_files[] = {
${rows}    {NULL, NULL, 0},
};
const size_t builtin_file_count = ${count};
")
