<?xml version="1.0" encoding="UTF-8"?>
<!-- I7 a card for each action: what a team works by. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:d="urn:dcmm:dossier:1" xmlns:r="urn:dcmm:result:1"
                xmlns:p="urn:dcmm:plan:1" xmlns:t="urn:dcmm:text:1" xmlns:f="urn:dcmm:function:1" xmlns:func="http://exslt.org/functions"
                xmlns:exsl="http://exslt.org/common" xmlns="urn:dcmm:page:1" extension-element-prefixes="t func exsl" exclude-result-prefixes="d r p f">

<xsl:template name="cards">
  <chapter id="cards">
    <t:t as="theme">Action cards</t:t>
    <t:t as="eyebrow">Action cards</t:t>
    <t:t as="bookmark">Action cards</t:t>
    <h1>
      <xsl:choose>
        <xsl:when test="$finished and $ahead"><t:t n="{count($ahead)}" m="{count($finished)}" one="%{n} action still to be done, %{m} done: the steps, and what proves it">%{n} actions still to be done, %{m} done: their steps, and what proves them</t:t></xsl:when>
        <xsl:otherwise><t:t n="{count($chosen)}" one="%{n} action, with its steps and what proves it">%{n} actions, each with its steps and what proves it</t:t></xsl:otherwise>
      </xsl:choose>
    </h1>
    <xsl:for-each select="$chosen"><xsl:call-template name="card"/></xsl:for-each>
  </chapter>
</xsl:template>

<xsl:template name="card">
  <xsl:variable name="text" select="key('text-of', @id)"/>
  <group class="card">
    <h3 id="card-{@id}"><xsl:value-of select="concat($text/@number, ' ', $text/@title)"/></h3>
    <p class="small"><xsl:call-template name="card-facts"/></p>
    <columns>
      <column col="1" span="5">
        <p class="small"><xsl:value-of select="$text/@why"/></p>
        <p class="small"><t:rich text="{$text/@deliverable}"><b>Deliverable:</b> %{text}</t:rich></p>
        <xsl:call-template name="card-raises"/>
        <xsl:call-template name="card-signs"/>
      </column>
      <column col="6" span="7">
        <ol class="small"><xsl:for-each select="$text/d:step"><li><xsl:value-of select="@text"/></li></xsl:for-each></ol>
        <p class="small"><t:rich text="{$text/@proof}"><b>Proof of completion:</b> %{text}</t:rich></p>
      </column>
    </columns>
  </group>
</xsl:template>

<!-- Who, how much, when, after what: one line, or two. -->
<xsl:template name="card-facts">
  <b><xsl:value-of select="f:plan-role(@role)"/></b>
  <xsl:text> · </xsl:text>
  <t:rich d="{@days}" from="{@low}" to="{@high}" n="{@days}" note="likely, low and high person-days of an action"
          one="&lt;b>%{d}&lt;/b> person-day &lt;muted>(%{from}–%{to})&lt;/muted>"><b>%{d}</b> person-days <muted>(%{from}–%{to})</muted></t:rich>
  <xsl:text> · </xsl:text>
  <xsl:choose>
    <xsl:when test="@start_date"><nobr><xsl:value-of select="f:quarter(@quarter)"/></nobr> · <nobr><t:t from="{@start_date}" to="{@due_date}" note="the dates between which an action is done">%{from} to %{to}</t:t></nobr></xsl:when>
    <xsl:when test="@quarter"><nobr><xsl:value-of select="f:quarter(@quarter)"/></nobr> · <nobr><t:t from="{key('text-of', @id)/@first-day}" to="{@end}" note="working days of a plan">working days %{from}–%{to}</t:t></nobr></xsl:when>
  </xsl:choose>
  <xsl:if test="not(@state = 'open')">
    <xsl:if test="@quarter"><xsl:text> · </xsl:text></xsl:if>
    <b><xsl:value-of select="f:state(@state)"/></b><xsl:if test="@on"><xsl:text> </xsl:text><xsl:value-of select="@on"/></xsl:if>
  </xsl:if>
  <xsl:if test="p:requires"><xsl:text> · </xsl:text><muted><t:t note="before the numbers of the actions that come first">after</t:t></muted><xsl:text> </xsl:text><xsl:call-template name="needs"/></xsl:if>
  <xsl:variable name="waiting" select="key('waiting-for', @id)[not(@state = 'dropped')]"/>
  <xsl:if test="$waiting">
    <xsl:text> · </xsl:text><muted><t:t note="before the numbers of the actions that wait for this one">needed by</t:t></muted><xsl:text> </xsl:text>
    <xsl:for-each select="$waiting">
      <xsl:if test="position() &gt; 1"><xsl:value-of select="$comma"/></xsl:if>
      <a href="#card-{@id}"><xsl:value-of select="key('text-of', @id)/@number"/></a>
    </xsl:for-each>
  </xsl:if>
  <xsl:if test="@score_without != $plan/@score_after"><xsl:text> · </xsl:text><nobr><muted><t:t note="before the score of the plan without this action">without it</t:t></muted><xsl:text> </xsl:text><xsl:value-of select="@score_without"/></nobr></xsl:if>
</xsl:template>

<xsl:template name="card-raises">
  <xsl:variable name="raised" select="key('raised-by', @id)"/>
  <xsl:if test="$raised">
    <p class="small">
      <b><t:t>Criteria raised:</t:t></b>
      <xsl:for-each select="$raised[position() &lt;= 6]">
        <!-- A line is never broken between a pie and a blank: the mark makes room for it. -->
        <xsl:choose><xsl:when test="position() &gt; 1"><xsl:value-of select="$comma"/></xsl:when><xsl:otherwise><xsl:text> </xsl:text></xsl:otherwise></xsl:choose>
        <nobr><a href="#a-{@ref}"><xsl:value-of select="@ref"/></a><xsl:text> </xsl:text><xsl:call-template name="pie-of"><xsl:with-param name="value" select="@from"/></xsl:call-template> → <xsl:call-template name="pie-of"><xsl:with-param name="value" select="@to"/></xsl:call-template></nobr>
      </xsl:for-each>
      <xsl:if test="count($raised) &gt; 6"><xsl:text> </xsl:text><t:t n="{count($raised) - 6}">and %{n} more</t:t></xsl:if>
    </p>
  </xsl:if>
</xsl:template>

<!-- Filled in by hand, or by the plan's own marks. -->
<xsl:template name="card-signs">
  <p class="small">
    <muted><t:t>Owner</t:t></muted><xsl:text> </xsl:text>
    <xsl:choose><xsl:when test="@owner"><xsl:value-of select="@owner"/></xsl:when><xsl:otherwise>______________________</xsl:otherwise></xsl:choose><br/>
    <muted><t:t>Started on</t:t></muted><xsl:text> </xsl:text>
    <xsl:choose><xsl:when test="@state = 'started' and @on"><xsl:value-of select="@on"/></xsl:when><xsl:otherwise>________</xsl:otherwise></xsl:choose>
    <xsl:text> </xsl:text><muted><t:t>Completed on</t:t></muted><xsl:text> </xsl:text>
    <xsl:choose><xsl:when test="@state = 'done' and @on"><xsl:value-of select="@on"/></xsl:when><xsl:otherwise>________</xsl:otherwise></xsl:choose>
  </p>
</xsl:template>

<!-- Without its word: there is no room for two. -->
<xsl:template name="pie-of">
  <xsl:param name="value"/>
  <xsl:variable name="found" select="$p/d:value[@id = $value]"/>
  <xsl:choose>
    <xsl:when test="$found/@compliance"><pie v="{$found/@compliance}"/></xsl:when>
    <xsl:otherwise>—</xsl:otherwise>
  </xsl:choose>
</xsl:template>

</xsl:stylesheet>
