<?xml version="1.0" encoding="UTF-8"?>
<!-- Appendices A to F: every number of the pages before can be traced to a row here. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:d="urn:dcmm:dossier:1" xmlns:r="urn:dcmm:result:1"
                xmlns:t="urn:dcmm:text:1" xmlns:f="urn:dcmm:function:1" xmlns:set="http://exslt.org/sets"
                xmlns="urn:dcmm:page:1" extension-element-prefixes="t set" exclude-result-prefixes="d r f">

<!-- ======== A: all answers, each with its note ======== -->

<xsl:template name="appendix-answers">
  <chapter id="appendix-a" class="appendix">
    <t:t as="theme">Appendix A</t:t>
    <t:t as="eyebrow">Appendix A</t:t>
    <t:t as="bookmark">Appendix A: all answers</t:t>
    <h1><t:t a="{count($answers-shown)}" n="{count($items/d:criterion)}">All answers: %{a} of %{n} criteria answered</t:t></h1>
    <xsl:call-template name="ref-legend"><xsl:with-param name="note" select="false()"/></xsl:call-template>
    <table size="8.2" class="grid cards">
      <xsl:choose>
        <xsl:when test="$zh"><col w="46"/><col w="190"/><col w="70"/><col w="149"/><col w="28" align="right"/></xsl:when>
        <xsl:otherwise><col w="46"/><col w="229"/><col w="64"/><col w="116"/><col w="28" align="right"/></xsl:otherwise>
      </xsl:choose>
      <thead><tr><th><t:t>Id</t:t></th><th><t:t>Criterion</t:t></th><th><t:t>Answer</t:t></th><th><t:t>Note</t:t></th><th><t:t note="number of files, narrow column">Files</t:t></th></tr></thead>
      <tbody><xsl:apply-templates select="$items" mode="answers"/></tbody>
    </table>
  </chapter>
</xsl:template>

<xsl:template match="d:item" mode="answers">
  <xsl:variable name="score" select="key('scored-item', @id)/@score"/>
  <!-- The form with too little answered prints what is answered, and nothing else. -->
  <xsl:variable name="rows" select="d:criterion[$done/@half or $dossier/@only or key('answer', @id)]"/>
  <xsl:if test="$rows">
    <tr class="group">
      <td colspan="5"><xsl:value-of select="concat(@id, ' ', @name)"/><xsl:if test="$score and $done/@half"><xsl:value-of select="concat(' · ', $score)"/></xsl:if></td>
    </tr>
    <xsl:apply-templates select="$rows" mode="answers"/>
  </xsl:if>
</xsl:template>

<xsl:template match="d:criterion" mode="answers">
  <xsl:variable name="answer" select="key('answer', @id)"/>
  <tr id="a-{@id}">
    <td><nobr><xsl:value-of select="@id"/><xsl:if test="$marks-origin and @origin = 'reconstructed'"><sup>°</sup></xsl:if></nobr></td>
    <td><xsl:value-of select="@text"/></td>
    <td>
      <xsl:choose>
        <xsl:when test="$answer"><xsl:apply-templates select="$answer" mode="value"/></xsl:when>
        <xsl:otherwise><muted><xsl:call-template name="unanswered"/></muted></xsl:otherwise>
      </xsl:choose>
      <xsl:if test="$answer/d:verified"><br/><t:t word="{$answer/d:verified/@word}">(reviewed: %{word})</t:t></xsl:if>
    </td>
    <td>
      <xsl:value-of select="$answer/@note"/>
      <xsl:if test="$answer/d:verified/@note">
        <xsl:if test="$answer/@note"><br/></xsl:if>
        <t:rich text="{$answer/d:verified/@note}"><muted>Second opinion:</muted> %{text}</t:rich>
      </xsl:if>
    </td>
    <td><xsl:if test="$answer/d:evidence"><xsl:value-of select="count($answer/d:evidence)"/></xsl:if></td>
  </tr>
</xsl:template>

<!-- ======== B: every criterion that is missing, in the order of work; its text stands in A ======== -->

<xsl:template name="appendix-gaps">
  <xsl:variable name="groups" select="$path/r:group[@item = $items/@id]"/>
  <chapter id="appendix-b" class="appendix">
    <xsl:if test="not($groups)"><xsl:attribute name="continue">yes</xsl:attribute></xsl:if>
    <t:t as="theme">Appendix B</t:t>
    <t:t as="eyebrow">Appendix B</t:t>
    <t:t as="bookmark">Appendix B: what is missing, criterion by criterion</t:t>
    <h1>
      <xsl:choose>
        <xsl:when test="$groups"><t:t n="{count($groups/r:criterion)}" T="{$T}" one="%{n} criterion up to level %{T} is not fully met">%{n} criteria up to level %{T} are not fully met</t:t></xsl:when>
        <xsl:otherwise><t:t T="{$T}">No criterion up to level %{T} is open</t:t></xsl:otherwise>
      </xsl:choose>
    </h1>
    <xsl:if test="$groups">
      <p class="note">
        <t:t>In the order of what the groups add; the texts stand in appendix A. The figure after an answer is what the criterion, fully met, adds to the score of its level in its item.</t:t>
        <xsl:value-of select="$sp"/><xsl:call-template name="ref-legend-words"/>
      </p>
      <table size="8.2">
        <col w="32" align="right"/><col w="108"/><col w="30"/><col w="269"/><col w="44" align="right"/>
        <thead>
          <tr>
            <th><t:t note="head of the column of running numbers">No.</t:t></th><th><t:t>Item</t:t></th><th><t:t>Level</t:t></th>
            <th><t:t>Criterion, answer, what it adds</t:t></th><th><t:t>Score then</t:t></th>
          </tr>
        </thead>
        <tbody><xsl:apply-templates select="$groups" mode="gaps"/></tbody>
      </table>
    </xsl:if>
  </chapter>
</xsl:template>

<xsl:template match="r:group" mode="gaps">
  <tr>
    <xsl:if test="@reaches"><xsl:attribute name="class">reached</xsl:attribute></xsl:if>
    <td><xsl:value-of select="@no"/></td>
    <td><xsl:value-of select="concat(@item, ' ', f:item-name(@item))"/></td>
    <td><xsl:value-of select="@level"/></td>
    <td>
      <xsl:for-each select="r:criterion">
        <xsl:if test="position() &gt; 1"><xsl:value-of select="$semicolon"/></xsl:if>
        <nobr>
          <xsl:call-template name="ref"><xsl:with-param name="id" select="@ref"/><xsl:with-param name="print" select="'no'"/></xsl:call-template><xsl:text> </xsl:text>
          <xsl:call-template name="value-of-ref"><xsl:with-param name="id" select="@ref"/></xsl:call-template><xsl:text> </xsl:text>
          <muted><xsl:value-of select="concat('+', @lift)"/></muted>
        </nobr>
      </xsl:for-each>
    </td>
    <td><xsl:value-of select="@after"/></td>
  </tr>
</xsl:template>

<!-- ======== C: evidence, every file ======== -->

<xsl:template name="appendix-evidence">
  <xsl:variable name="files" select="$answers-shown/d:evidence"/>
  <xsl:variable name="stale" select="count($files[@stale])"/>
  <chapter id="appendix-c" class="appendix" continue="yes">
    <t:t as="theme">Appendix C</t:t>
    <t:t as="eyebrow">Appendix C</t:t>
    <t:t as="bookmark">Appendix C: evidence</t:t>
    <h1>
      <xsl:choose>
        <xsl:when test="not($files)"><t:t>No evidence is named</t:t></xsl:when>
        <xsl:when test="$stale = 0"><t:t n="{count($files)}" one="%{n} piece of evidence is named">%{n} pieces of evidence are named</t:t></xsl:when>
        <xsl:otherwise><t:t n="{count($files)}" stale="{$stale}" one="%{n} piece of evidence is named, %{stale} over 12 months old">%{n} pieces of evidence are named, %{stale} over 12 months old</t:t></xsl:otherwise>
      </xsl:choose>
    </h1>
    <xsl:if test="$files">
      <p class="note"><t:t>SHA-256: the first 12 of 64 characters. A file named for several criteria stands once for each.</t:t></p>
      <table size="8.2">
        <col w="32" align="right"/><col w="188"/><col w="54"/><col w="78"/><col w="52" align="right"/><col w="79"/>
        <thead>
          <tr>
            <th><t:t note="head of the column of running numbers">No.</t:t></th><th><t:t>Name</t:t></th><th><t:t>Criterion</t:t></th><th><t:t>Date</t:t></th><th><t:t>Size</t:t></th><th>SHA-256</th>
          </tr>
        </thead>
        <tbody>
          <xsl:for-each select="$files">
            <tr>
              <td><xsl:value-of select="position()"/></td>
              <td>
                <xsl:value-of select="@title"/>
                <xsl:if test="@href and @href != @title"><br/><muted><xsl:value-of select="@href"/></muted></xsl:if>
              </td>
              <td><a href="#a-{../@ref}" print="no"><xsl:value-of select="../@ref"/></a></td>
              <td>
                <xsl:value-of select="@date"/>
                <xsl:if test="@stale"><br/><em><t:t>over 12 months</t:t></em></xsl:if>
                <xsl:if test="@valid-until"><br/><muted><t:t date="{@valid-until}">valid until %{date}</t:t></muted></xsl:if>
              </td>
              <td><xsl:if test="@size"><nobr><xsl:value-of select="t:size(@size)"/></nobr></xsl:if></td>
              <td><xsl:value-of select="substring(@sha256, 1, 12)"/></td>
            </tr>
          </xsl:for-each>
        </tbody>
      </table>
    </xsl:if>
  </chapter>
</xsl:template>

<!-- ======== D: participants ======== -->

<xsl:template name="appendix-participants">
  <xsl:variable name="reviewers" select="set:distinct($answers/d:answer/d:verified/@by)"/>
  <chapter id="appendix-d" class="appendix" continue="yes">
    <t:t as="theme">Appendix D</t:t>
    <t:t as="eyebrow">Appendix D</t:t>
    <t:t as="bookmark">Appendix D: participants</t:t>
    <h1>
      <xsl:choose>
        <xsl:when test="$answers/d:respondent"><t:t n="{count($answers/d:respondent)}" one="%{n} person answered">%{n} people answered</t:t></xsl:when>
        <xsl:otherwise><t:t>Who answered is not given</t:t></xsl:otherwise>
      </xsl:choose>
    </h1>
    <xsl:if test="$answers/d:respondent or $reviewers">
      <table size="8.2">
        <col w="140"/><col w="180"/><col w="163" align="right"/>
        <thead><tr><th><t:t>Name</t:t></th><th><t:t>Role</t:t></th><th><t:t>Criteria</t:t></th></tr></thead>
        <tbody>
          <xsl:for-each select="$answers/d:respondent">
            <tr><td><xsl:value-of select="@name"/></td><td><xsl:value-of select="f:role(@role)"/></td><td><xsl:value-of select="count(key('answers-by', @name))"/></td></tr>
          </xsl:for-each>
          <xsl:for-each select="$reviewers">
            <tr><td><xsl:value-of select="."/></td><td><t:t>Second opinion</t:t></td><td><xsl:value-of select="count(key('reviews-by', .))"/></td></tr>
          </xsl:for-each>
        </tbody>
      </table>
    </xsl:if>
  </chapter>
</xsl:template>

<!-- ======== E: not applicable ======== -->

<xsl:template name="appendix-na">
  <xsl:variable name="na" select="$answers-shown[not(@compliance)]"/>
  <chapter id="appendix-e" class="appendix" continue="yes">
    <t:t as="theme">Appendix E</t:t>
    <t:t as="eyebrow">Appendix E</t:t>
    <t:t as="bookmark">Appendix E: not applicable</t:t>
    <h1>
      <xsl:choose>
        <xsl:when test="$na"><t:t n="{count($na)}" one="%{n} criterion is marked not applicable">%{n} criteria are marked not applicable</t:t></xsl:when>
        <xsl:otherwise><t:t>No criterion is marked not applicable</t:t></xsl:otherwise>
      </xsl:choose>
    </h1>
    <xsl:if test="$na">
      <table size="8.2">
        <col w="58"/><col w="213"/><col w="212"/>
        <thead><tr><th><t:t>Id</t:t></th><th><t:t>Criterion</t:t></th><th><t:t>Reason</t:t></th></tr></thead>
        <tbody>
          <xsl:for-each select="$na">
            <tr>
              <td><xsl:call-template name="ref"><xsl:with-param name="id" select="@ref"/><xsl:with-param name="note" select="false()"/></xsl:call-template></td>
              <td><xsl:value-of select="key('criterion', @ref)/@text"/></td>
              <td><xsl:value-of select="@note"/><xsl:if test="not(@note)"><em><t:t>no reason given</t:t></em></xsl:if></td>
            </tr>
          </xsl:for-each>
        </tbody>
      </table>
    </xsl:if>
  </chapter>
</xsl:template>

<!-- ======== F: terms ======== -->

<xsl:template name="appendix-terms">
  <chapter id="appendix-f" class="appendix" continue="yes">
    <t:t as="theme">Appendix F</t:t>
    <t:t as="eyebrow">Appendix F</t:t>
    <t:t as="bookmark">Appendix F: terms</t:t>
    <h1><t:t>What the words of this report mean</t:t></h1>
    <table size="8.2">
      <col w="110"/><col w="373"/>
      <tbody>
        <tr><td class="strong"><t:t>Capability domain, item</t:t></td><td><t:t>A field of data management, and one of its parts: what is scored from 0 to 5.</t:t></td></tr>
        <tr><td class="strong"><t:t>Maturity level</t:t></td><td><t:t>One of five steps, from scattered practice in single projects to an example for the industry.</t:t></td></tr>
        <tr><td class="strong"><t:t>Criterion, group</t:t></td><td><t:t>One statement of an item at a level; its id is item, level and number: 6.1-2.3. A group is what is open of one item at one level.</t:t></td></tr>
        <tr><td class="strong"><t:t>Dimension</t:t></td><td><t:t>What a criterion looks at: organisation, policies, process or technology.</t:t></td></tr>
        <tr><td class="strong"><t:t>Scoring policy</t:t></td><td><t:t>The rule by which answers become scores and levels; it is data and may be changed.</t:t></td></tr>
        <tr><td class="strong"><t:t>Threshold, margin, gap</t:t></td><td><t:t>The least score that reaches a level; what a score has above it; what it lacks.</t:t></td></tr>
        <tr><td class="strong"><t:t>Weak spot</t:t></td><td><t:t gate="{f:weak-below()}">An item at a level up to the target whose score there is below %{gate}.</t:t></td></tr>
        <tr><td class="strong"><t:t>Evidence, stale</t:t></td><td><t:t>A named file or link; stale when it is older than 12 months at the date of the answers.</t:t></td></tr>
        <xsl:if test="$answers/d:answer/d:verified"><tr><td class="strong"><t:t>Second opinion</t:t></td><td><t:t>What a consultant or a bureau makes of an answer; it stands beside the answer and never replaces it.</t:t></td></tr></xsl:if>
        <tr><td class="strong"><t:t>Indicative level</t:t></td><td><t:t>The level that the score of one domain or item would have by the thresholds alone.</t:t></td></tr>
        <xsl:if test="$done/@unanswered &gt; 0"><tr><td class="strong"><t:t>Provisional</t:t></td><td><t:t>A result with unanswered criteria, which count as not met until they are answered.</t:t></td></tr></xsl:if>
      </tbody>
    </table>
  </chapter>
</xsl:template>

</xsl:stylesheet>
