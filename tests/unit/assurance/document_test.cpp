#include "sim/assurance/document.hpp"

#include <gtest/gtest.h>

namespace fcr::test {
namespace {

Document small() {
    return {.name = "small",
            .title = "Small & <plain>",
            .sections = {{.title = "One",
                          .blocks = {Paragraph{"a *b* | c"},
                                     BulletList{{"first", "second"}},
                                     DocumentTable{.columns = {"K", "V"},
                                                   .rows = {{"pools[in_house]", "4\n5"}}},
                                     Verbatim{"line 1\n  line 2\n"}}}}};
}

TEST(Document, MarkdownEscapesWhatWouldBeMarkup) {
    EXPECT_EQ(to_markdown(small()),
              "# Small & \\<plain\\>\n"
              "\n"
              "## One\n"
              "\n"
              "a \\*b\\* \\| c\n"
              "\n"
              "- first\n"
              "- second\n"
              "\n"
              "| K | V |\n"
              "|---|---|\n"
              "| pools\\[in\\_house\\] | 4 5 |\n"
              "\n"
              "    line 1\n"
              "      line 2\n");
}

TEST(Document, HtmlEscapesAndNamesEveryDocument) {
    const std::string page = to_html("Pack", {small()});
    EXPECT_NE(page.find("<li><a href=\"#small\">Small &amp; &lt;plain&gt;</a></li>"), page.npos);
    EXPECT_NE(page.find("<section id=\"small\">"), page.npos);
    EXPECT_NE(page.find("<th scope=\"col\">K</th>"), page.npos);
    EXPECT_NE(page.find("<pre>line 1\n  line 2\n</pre>"), page.npos);
    EXPECT_EQ(page.find("<script"), page.npos);
    EXPECT_TRUE(page.ends_with("</html>\n"));
}

TEST(DocumentDeath, ABlankCellIsABug) {
    Document document = small();
    std::get<DocumentTable>(document.sections[0].blocks[2]).rows[0][1].clear();
    EXPECT_DEATH(static_cast<void>(to_markdown(document)), "a cell of a document is empty");
}

}  // namespace
}  // namespace fcr::test
