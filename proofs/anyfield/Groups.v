(** Claim B2 over any ordered field: the group's own mean as the baseline.
    Regime: bandit view (one sample = one whole response), expectation over
    ALL groups of one size, exact. *)
(* mathcomp itself gives these warnings *)
Set Warnings "-notation-overridden,-ambiguous-paths".
From mathcomp Require Import ssreflect ssrfun ssrbool eqtype ssrnat seq.
From mathcomp Require Import order ssralg ssrnum.
From SeeUPO Require Import anyfield.Model anyfield.Steps anyfield.Averages.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.Theory GRing.Theory Num.Theory.
Open Scope ring_scope.

Section Groups.
Variable F : realFieldType.
Implicit Types (menu : seq nat) (p : dist F) (s r f : nat -> F).

Local Notation draw menu p := (expect (groupGame F menu) (fun _ => p)).

(** The average, over [n] more draws, of a sum over the group. *)
Lemma draw_sum menu p f n h : isDist menu p ->
  draw menu p n h (fun xs => sum xs f) = sum h f + n%:R * mean menu p f.
Proof.
move=> Hp; elim: n h => [|n IH] h; first by rewrite mul0r addr0.
rewrite [LHS]/= (@mean_ext _ _ _ _ (fun a => f a + (sum h f + n%:R * mean menu p f))).
  by rewrite mean_add (mean_const _ Hp) -add1n natrD mulrDl mul1r addrCA.
by move=> a _; rewrite IH /= addrA.
Qed.

(** The same for the product of two sums; the score [s] has mean zero. *)
Lemma draw_product menu p s r n h : isDist menu p -> mean menu p s = 0 ->
  draw menu p n h (fun xs => sum xs s * sum xs r) =
  sum h s * (sum h r + n%:R * mean menu p r) + n%:R * gradient menu p s r.
Proof.
move=> Hp Hs; elim: n h => [|n IH] h; first by rewrite /= !mul0r !addr0.
pose X := sum h r + n%:R * mean menu p r.
rewrite [LHS]/= (@mean_ext _ _ _ _ (fun a => s a * r a + (X * s a +
  (sum h s * r a + (sum h s * X + n%:R * gradient menu p s r))))).
  rewrite !mean_add !mean_scal Hs mulr0 add0r !(mean_const _ Hp).
  rewrite -add1n natrD !mulrDl !mul1r -/(gradient menu p s r).
  rewrite [sum h r + (_ + _)]addrCA -/X; clearbody X.
  by rewrite mulrDr addrCA -[RHS]addrA; congr (_ + _); rewrite addrCA.
move=> a _; rewrite IH /= -[r a + _ + _]addrA -/X; clearbody X.
by rewrite mulrDl !mulrDr -!addrA [s a * X]mulrC.
Qed.

(** Only the size of the group is used. *)
Lemma draw_ext menu p n (f g : seq nat -> F) :
  (forall xs, size xs = n -> f xs = g xs) ->
  draw menu p n [::] f = draw menu p n [::] g.
Proof.
move=> H; apply: expect_ext => xs Hr; apply: H.
by rewrite (reaches_size Hr) addn0.
Qed.

(** B2 (the paper's GRAE, Eq. 9, "unbiased"), any ordered field.  With the
    group's OWN mean as the baseline the expected estimate is exactly
    (1 - 1/n) times the gradient, for every group size n. *)
Theorem B2_own_mean_shrinks_any_field : forall menu p s r n,
  isDist menu p -> mean menu p s = 0 -> (0 < n)%N ->
  groupMean menu p n (ownMeanEstimate s r)
  = (1 - 1 / n%:R) * gradient menu p s r.
Proof.
move=> menu p s r n Hp Hs Hn.
have Hn0 : n%:R != 0 :> F by rewrite pnatr_eq0 -lt0n.
rewrite /groupMean (@draw_ext _ _ _ _ (fun xs => n%:R^-1 * sum xs (fun x => s x * r x)
  - n%:R^-1 * (n%:R^-1 * (sum xs s * sum xs r)))).
  rewrite expect_sub !expect_scal (draw_product _ _ _ Hp Hs) (draw_sum _ _ _ Hp).
  rewrite [sum [::] s]/= [sum [::] _]/= mul0r !add0r -/(gradient menu p s r).
  by rewrite !(mulKf Hn0) mulrBl mul1r div1r.
move=> xs Hsz; rewrite /ownMeanEstimate /groupReward Hsz.
rewrite (@sum_ext _ _ _ (fun x => s x * r x - sum xs r / n%:R * s x)).
  rewrite sum_sub sum_scal mulrC mulrBr; congr (_ - _ * _).
  by rewrite mulrAC mulrC [sum xs r * _]mulrC.
by move=> x _; rewrite mulrBr; congr (_ - _); rewrite mulrC.
Qed.

End Groups.
