#include "sim/live/live_pages.hpp"

// tools/web/dist/live, put into the program by live_pages.S. NOLINTBEGIN(modernize-avoid-c-arrays)
#define FCR_LIVE_PAGE(name)                          \
    extern "C" const char fcr_live_##name##_begin[]; \
    extern "C" const char fcr_live_##name##_end[]
FCR_LIVE_PAGE(index);
FCR_LIVE_PAGE(wall);
FCR_LIVE_PAGE(desk);
FCR_LIVE_PAGE(control);
FCR_LIVE_PAGE(evaluate);
FCR_LIVE_PAGE(script);
FCR_LIVE_PAGE(style);
FCR_LIVE_PAGE(icon);
FCR_LIVE_PAGE(licences);
#undef FCR_LIVE_PAGE
// NOLINTEND(modernize-avoid-c-arrays)

namespace fcr {
namespace {

constexpr const char* kHtml = "text/html; charset=utf-8";

ServedFile file(const char* path, const char* type, const char* begin, const char* end) {
    return {.path = path, .content_type = type, .bytes = {begin, end}};
}

}  // namespace

std::vector<ServedFile> live_pages() {
    return {
        file("/", kHtml, fcr_live_index_begin, fcr_live_index_end),
        file("/wall", kHtml, fcr_live_wall_begin, fcr_live_wall_end),
        file("/desk", kHtml, fcr_live_desk_begin, fcr_live_desk_end),
        file("/control", kHtml, fcr_live_control_begin, fcr_live_control_end),
        file("/evaluate", kHtml, fcr_live_evaluate_begin, fcr_live_evaluate_end),
        file("/live.js",
             "text/javascript; charset=utf-8",
             fcr_live_script_begin,
             fcr_live_script_end),
        file("/live.css", "text/css; charset=utf-8", fcr_live_style_begin, fcr_live_style_end),
        file("/icon.svg", "image/svg+xml", fcr_live_icon_begin, fcr_live_icon_end),
        file("/licences.txt",
             "text/plain; charset=utf-8",
             fcr_live_licences_begin,
             fcr_live_licences_end),
    };
}

}  // namespace fcr
