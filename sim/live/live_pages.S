# The live pages as bytes of the program. Paths are relative to the project's root, where the
# assembler looks.
    .section .rodata

    .macro page name, file
    .global fcr_live_\name\()_begin
    .global fcr_live_\name\()_end
    .balign 16
fcr_live_\name\()_begin:
    .incbin "tools/web/dist/live/\file"
fcr_live_\name\()_end:
    .byte 0
    .endm

    page index, index.html
    page wall, wall.html
    page desk, desk.html
    page control, control.html
    page evaluate, evaluate.html
    page script, live.js
    page style, live.css
    page icon, icon.svg
    page licences, licences.txt

    .section .note.GNU-stack, "", %progbits
